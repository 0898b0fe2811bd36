"""A QMP client: commands to a running QEMU over its monitor's socket."""
import json
import socket

from .form import Refused

GONE = "QEMU closed the monitor: it has ended, and its bitmaps with it"


class Monitor:
    """One connection.  QEMU serves one client at a time on a monitor socket."""

    def __init__(self, path):
        self.commands = []  # what was sent, for the provenance
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(10)
        self._socket.connect(path)
        self._file = self._socket.makefile("rw")
        try:
            greeting = self._receive()
        except socket.timeout:
            raise Refused("no greeting from %s within 10 s: another client holds this monitor, or it is no QMP socket" % path)
        if "QMP" not in greeting:
            raise Refused("%s is no QMP socket: it said %s" % (path, str(greeting)[:80]))
        version = greeting["QMP"]["version"]
        self.version = "%(major)d.%(minor)d.%(micro)d" % version["qemu"] + " " + version["package"]
        self._socket.settimeout(60)
        self._execute("qmp_capabilities", {})

    def _receive(self):
        line = self._file.readline()
        if not line:
            raise Refused(GONE)
        try:
            return json.loads(line)
        except ValueError:
            raise Refused("not QMP: %r" % line[:80])

    def _execute(self, command, arguments):
        try:
            self._file.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
            self._file.flush()
        except (BrokenPipeError, ConnectionResetError):
            raise Refused(GONE)
        while True:
            answer = self._receive()
            if "error" in answer:
                raise Refused("QEMU refused %s: %s" % (command, answer["error"]["desc"]))
            if "return" in answer:
                return answer["return"]

    def __call__(self, command, **arguments):
        """Keyword arguments with _ for -; raises Refused with QEMU's own words."""
        arguments = {key.replace("_", "-"): value for key, value in arguments.items()}
        if not command.startswith("query-"):
            self.commands.append(json.dumps({"execute": command, "arguments": arguments}))
        return self._execute(command, arguments)
