# Makes the .html beside each .md with the real kramdown, set as Jekyll sets it:
#   apt-get install ruby-kramdown ruby-kramdown-parser-gfm && ruby make.rb
require 'kramdown'
require 'kramdown-parser-gfm'

OPTIONS = {
  input: 'GFM', auto_ids: true, toc_levels: (1..6).to_a, entity_output: 'as_char',
  smart_quotes: 'lsquo,rsquo,ldquo,rdquo', hard_wrap: false, footnote_nr: 1, syntax_highlighter: nil
}.freeze

Dir.glob(File.join(__dir__, '*.md')).sort.each do |path|
  html = Kramdown::Document.new(File.read(path, encoding: 'UTF-8'), OPTIONS).to_html
  File.write(path.sub(/\.md\z/, '.html'), html)
end
