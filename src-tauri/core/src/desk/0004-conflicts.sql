-- What a person made of two texts that had grown apart: both are kept here, so that it can be undone. Texts are packed by zstd.

CREATE TABLE settlement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    -- begun, done, undone
    state TEXT NOT NULL,
    -- The draft whose text it was; what both texts had come from, and the person's.
    draft INTEGER REFERENCES draft,
    base BLOB,
    mine BLOB,
    -- The draft that was made of the person's text.
    made INTEGER REFERENCES draft
);
CREATE TABLE settlement_file (
    settlement INTEGER NOT NULL REFERENCES settlement,
    number INTEGER NOT NULL,
    path TEXT NOT NULL,
    -- Null where there is no such file. The same where it was only looked at: a sync engine's copy that stays.
    before BLOB,
    after BLOB,
    -- xxh3 of `after`.
    hash INTEGER,
    PRIMARY KEY (settlement, number)
) WITHOUT ROWID;
CREATE INDEX settlement_path ON settlement_file (path, hash);
