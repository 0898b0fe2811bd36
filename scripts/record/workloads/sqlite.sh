# SQLite as an application uses it: small transactions with the rollback journal and
# with the write-ahead log in turns, old rows deleted, VACUUM at the end.
DISK_SIZE=8G
FILE_SYSTEM=ext4
MOUNT_OPTIONS=
USUAL_SECONDS=40
MINUTES=2
VERSION_PACKAGES="sqlite3 libsqlite3-0"
SUMMARY="SQLite: small transactions with the rollback journal and with the write-ahead log in turns, deletes, VACUUM, on ext4"
need sqlite3 sqlite3

guest_job() {
    local DB=/mnt/d/shop/shop.db round=0
    mkdir -p /mnt/d/shop /run/sql; cd /run/sql
    # Prints COUNT transactions: an order of one to five items, the stock of each counted down.
    orders() {
        awk -v seed="$1" -v count="$2" 'BEGIN {
            srand(seed)
            for (i = 0; i < count; i++) {
                print "BEGIN IMMEDIATE;"
                printf "INSERT INTO orders(customer, note) VALUES (%d, hex(randomblob(%d)));\n", rand() * 5000, 20 + rand() * 200
                for (n = 1 + int(rand() * 5); n > 0; n--) {
                    product = int(20000 * rand() ^ 3) + 1
                    printf "INSERT INTO items SELECT max(id), %d, %d FROM orders;\n", product, 1 + rand() * 9
                    printf "UPDATE products SET stock = stock - 1, sold = sold + 1 WHERE id = %d;\n", product
                }
                print "COMMIT;"
            }
        }'
    }
    step load
    sqlite3 $DB >/dev/null <<'SQL'
PRAGMA page_size = 4096;
CREATE TABLE products(id INTEGER PRIMARY KEY, name TEXT, stock INTEGER, sold INTEGER, text TEXT);
CREATE INDEX products_name ON products(name);
CREATE TABLE orders(id INTEGER PRIMARY KEY, customer INTEGER, note TEXT);
CREATE INDEX orders_customer ON orders(customer);
CREATE TABLE items(order_id INTEGER, product INTEGER, amount INTEGER);
CREATE INDEX items_order ON items(order_id);
CREATE INDEX items_product ON items(product);
BEGIN;
WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
INSERT INTO products SELECT i, hex(randomblob(8)), 1000, 0, hex(randomblob(150 + abs(random()) % 400)) FROM n;
COMMIT;
SQL
    while [ $round = 0 ] || time_left; do
        round=$((round + 1))
        step "round $round: rollback journal"
        { echo "PRAGMA journal_mode = DELETE;"; echo "PRAGMA synchronous = FULL;"; orders $round 150; } | sqlite3 $DB >/dev/null
        step "round $round: write-ahead log"
        { echo "PRAGMA journal_mode = WAL;"; echo "PRAGMA synchronous = FULL;"; orders $((round + 1000)) 400; } | sqlite3 $DB >/dev/null
        step "round $round: delete"
        echo "DELETE FROM items WHERE order_id <= (SELECT max(id) - 2000 FROM orders); DELETE FROM orders WHERE id <= (SELECT max(id) - 2000 FROM orders);" | sqlite3 $DB
    done
    note "rounds: $round"
    step vacuum
    sqlite3 $DB 'PRAGMA journal_mode = DELETE; VACUUM; PRAGMA integrity_check;'
}
