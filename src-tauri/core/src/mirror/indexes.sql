-- Made last in a first reading: each in one pass instead of row by row.

-- Holds the paths themselves: asked for with every batch, it must not look at the other files.
CREATE INDEX IF NOT EXISTS file_link ON file (path) WHERE link;
CREATE INDEX IF NOT EXISTS document_slug ON document (slug_key, kind);
CREATE INDEX IF NOT EXISTS document_stem ON document (stem_key, kind);
CREATE INDEX IF NOT EXISTS document_conflict ON document (conflict_of) WHERE conflict_of IS NOT NULL;
CREATE INDEX IF NOT EXISTS document_date ON document (kind, instant);
CREATE INDEX IF NOT EXISTS document_reveal ON document (id) WHERE reveal;
CREATE INDEX IF NOT EXISTS document_broken ON document (id) WHERE broken;
CREATE INDEX IF NOT EXISTS problem_file ON problem (id);
CREATE INDEX IF NOT EXISTS reference_source ON reference (source, role, position);
CREATE INDEX IF NOT EXISTS reference_key ON reference (key, role);
CREATE INDEX IF NOT EXISTS reference_finding ON reference (outcome) WHERE outcome <> 1;
CREATE INDEX IF NOT EXISTS resolved_target ON resolved (target);
