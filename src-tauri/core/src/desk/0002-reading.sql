-- What a person knows of the folder's published questions and responses, and what is new to her.

-- One row for each, whether it is there or has gone. What was there when she first opened the folder is known.
CREATE TABLE mark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    question INTEGER NOT NULL,
    -- `names::key` of its slug: it is the same document under another path.
    slug INTEGER NOT NULL,
    -- As it was last, to name what has gone.
    title TEXT NOT NULL,
    -- `document::wording`: what it says now.
    wording INTEGER NOT NULL,
    -- What it said when she read it, or found it at the first opening; null where it came later and she has not.
    known INTEGER,
    -- When it was found to have come, or to say something else; 0 for what she found at the first opening or wrote herself.
    noticed INTEGER NOT NULL DEFAULT 0,
    -- When it was found to have come; 0 for the same.
    arrived INTEGER NOT NULL DEFAULT 0,
    -- When she last had it open; null where she never had.
    read INTEGER,
    -- She marked it as unread herself.
    unread INTEGER NOT NULL DEFAULT 0,
    -- When it was found to have gone.
    gone INTEGER,
    -- She wrote it.
    own INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX mark_slug ON mark (slug);
CREATE INDEX mark_wording ON mark (wording);
CREATE INDEX mark_unread ON mark (id) WHERE gone IS NULL AND (known IS NULL OR known <> wording OR unread);
CREATE INDEX mark_noticed ON mark (noticed) WHERE noticed > 0;
CREATE INDEX mark_gone ON mark (gone) WHERE gone IS NOT NULL;

-- The files that she had open, as she read them, packed by zstd: what has changed since can be shown. Only the latest are kept.
CREATE TABLE read_text (
    mark INTEGER PRIMARY KEY REFERENCES mark ON DELETE CASCADE,
    at INTEGER NOT NULL,
    wording INTEGER NOT NULL,
    text BLOB NOT NULL,
    -- As she had read it before that, where it said something else, and when.
    before BLOB,
    before_at INTEGER
);
CREATE INDEX read_text_at ON read_text (at);
