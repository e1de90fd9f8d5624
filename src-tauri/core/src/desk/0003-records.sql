-- What was seen to happen in the folder, and the last texts of what left it. Times are ms since 1970.

CREATE TABLE record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- When it was seen here, the last time where it was seen again.
    at INTEGER NOT NULL,
    -- arrived, changed, renamed, withdrawn
    doing TEXT NOT NULL,
    -- Empty: too many documents to name them.
    path TEXT NOT NULL,
    was_at TEXT,
    -- question, response, contributor, draft
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    -- The names of those who signed it, as a JSON list.
    people TEXT NOT NULL,
    -- The mirror's hash of the file, as it was then.
    hash INTEGER NOT NULL,
    -- When the file says that it was written, where that can be true.
    written INTEGER,
    -- What the person did here that came to this; null where somebody else did it.
    -- published, unpublished, undone, put-back, taken-out, draft
    mine TEXT,
    -- So often within an hour.
    times INTEGER NOT NULL DEFAULT 1,
    -- So many documents.
    documents INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX record_at ON record (at, id);
CREATE INDEX record_path ON record (path, id);
CREATE INDEX record_hash ON record (hash, id);

-- The last texts of documents that left the folder.
CREATE TABLE kept (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    record INTEGER NOT NULL,
    at INTEGER NOT NULL,
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    people TEXT NOT NULL,
    hash INTEGER NOT NULL,
    -- The text is the file, byte for byte.
    whole INTEGER NOT NULL,
    -- Where it was put back, and that this was taken back.
    put_at TEXT,
    taken_out INTEGER NOT NULL DEFAULT 0,
    -- Bytes of `text`, which is packed by zstd.
    size INTEGER NOT NULL,
    text BLOB NOT NULL,
    UNIQUE (path, hash)
);
CREATE INDEX kept_record ON kept (record, id);
CREATE INDEX kept_at ON kept (at, size);
CREATE INDEX kept_put_at ON kept (put_at, hash) WHERE put_at IS NOT NULL;

-- Whose doing a change is, is asked by the path of the file.
CREATE INDEX publication_file_path ON publication_file (path, publication);
