-- What was published or settled from here and is looked after: a sync program may put another version over it.

CREATE TABLE IF NOT EXISTS looked_after (
    -- The response, or the document that was settled.
    path TEXT PRIMARY KEY,
    -- The question that was made to list it, and by which entry.
    question TEXT,
    entry TEXT,
    -- It was listed again since: whoever takes it out after that wins.
    again INTEGER NOT NULL DEFAULT 0,
    -- What wrote its text last; both null where somebody has gone on from that text.
    publication INTEGER,
    settlement INTEGER
) WITHOUT ROWID;

-- Texts that were replaced by ones that never had them, until the person has settled it. Packed by zstd.
CREATE TABLE IF NOT EXISTS replaced (
    path TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    -- What the file held before; null where there was no such file.
    before BLOB,
    mine BLOB NOT NULL
) WITHOUT ROWID;
