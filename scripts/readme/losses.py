"""The README's known losses: the cells of the reference runs in which a peer is better than all of ours."""

HOW = """No reference run has measured the peers yet. They are measured by

```
scripts/bench --profile full                                        # every backend, a night and more
scripts/bench --profile standard --backends hbitmap,adaptive,roaring,lucene-fixed,ewah
```

and the report of such a run lists, under "Known losses", every row in which one of them is better than all of ours.
"""


def part(references):
    """Markdown: what each run that has peers says."""
    texts = [
        f"JDK {jdk}, [{profile} profile]({link}). {section}\n" for jdk, profile, link, section in references.losses()
    ]
    return "\n".join(texts) if texts else HOW
