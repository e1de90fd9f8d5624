// The Markdown that the editor knows: CommonMark, tables, struck-out words, bare addresses, and footnotes.
import { commonmarkLanguage, markdown } from '@codemirror/lang-markdown';
import type { LanguageSupport } from '@codemirror/language';
import type { Tree } from '@lezer/common';
import { tags } from '@lezer/highlight';
import {
  Autolink,
  type BlockContext,
  type Line,
  type MarkdownConfig,
  Strikethrough,
  Table,
  parser,
} from '@lezer/markdown';

const DEFINITION = /^\[\^([^\]\s]+)\]:/;
const MARK = /^\[\^[^\]\s]+\]/;
/** Columns by which the further paragraphs of a footnote are indented. */
const INDENT = 4;
const OPEN_BRACKET = 91;

const footnotes: MarkdownConfig = {
  defineNodes: [
    {
      name: 'FootnoteDefinition',
      block: true,
      composite(_: BlockContext, line: Line, indent: number) {
        if (line.indent < line.baseIndent + indent && line.next > -1) return false;
        line.moveBaseColumn(line.baseIndent + indent);
        return true;
      },
    },
    { name: 'FootnoteLabel', style: tags.labelName },
    { name: 'FootnoteMark', style: tags.annotation },
  ],
  parseBlock: [
    {
      name: 'FootnoteDefinition',
      before: 'LinkReference',
      parse(cx, line) {
        const found = startsDefinition(line);
        if (!found) return false;
        const from = cx.lineStart + line.pos;
        cx.startComposite('FootnoteDefinition', line.pos, INDENT);
        cx.addElement(cx.elt('FootnoteLabel', from, from + found[0].length));
        line.moveBase(line.pos + found[0].length);
        return null;
      },
      endLeaf: (_, line) => startsDefinition(line) !== null,
    },
  ],
  parseInline: [
    {
      name: 'FootnoteMark',
      before: 'Link',
      parse(cx, next, at) {
        if (next !== OPEN_BRACKET) return -1;
        const found = MARK.exec(cx.slice(at, cx.end));
        return found ? cx.addElement(cx.elt('FootnoteMark', at, at + found[0].length)) : -1;
      },
    },
  ],
};

function startsDefinition(line: Line): RegExpExecArray | null {
  if (line.next !== OPEN_BRACKET || line.indent >= line.baseIndent + INDENT) return null;
  return DEFINITION.exec(line.text.slice(line.pos));
}

const UNDERLINE = /^(?:-+|=+)[ \t]*$/;
/** What an item of a list begins with: nobody underlines a heading so. */
const BEGUN_ITEM = /^-[ \t]+$/;

/**
 * What is no heading, though CommonMark takes it for the line under one. kramdown marks one line of text so, never a longer
 * paragraph.
 */
const noUnderlines: MarkdownConfig = {
  parseBlock: [
    {
      name: 'NoUnderline',
      before: 'SetextHeading',
      leaf: () => ({
        nextLine(cx, line, leaf) {
          const below = line.text.slice(line.pos);
          if (line.indent >= line.baseIndent + INDENT || !UNDERLINE.test(below)) return false;
          if (!leaf.content.includes('\n') && !BEGUN_ITEM.test(below)) return false;
          cx.nextLine();
          const words = cx.parser.parseInline(leaf.content, leaf.start);
          cx.addLeafElement(leaf, cx.elt('Paragraph', leaf.start, cx.prevLineEnd(), words));
          return true;
        },
        finish: () => false,
      }),
    },
  ],
};

const extensions = [noUnderlines, Table, Strikethrough, Autolink, footnotes];
const whole = parser.configure(extensions);

/** Reads a whole text. An editor's own tree is cheaper where there is one. */
export function parse(text: string): Tree {
  return whole.parse(text);
}

/** The language of the editor. Keys and pasting are the editor's own. */
export function manuscriptLanguage(): LanguageSupport {
  return markdown({
    base: commonmarkLanguage,
    extensions,
    addKeymap: false,
    completeHTMLTags: false,
    pasteURLAsLink: false,
  });
}

/** Nodes whose words are no prose: nobody reads them, or nobody should spell them. */
export const NOT_PROSE = new Set([
  'FencedCode',
  'CodeBlock',
  'InlineCode',
  'URL',
  'Autolink',
  'LinkTitle',
  'LinkLabel',
  'LinkReference',
  'HTMLTag',
  'HTMLBlock',
  'Comment',
  'CommentBlock',
  'ProcessingInstruction',
  'ProcessingInstructionBlock',
  'Entity',
  'FootnoteMark',
  'FootnoteLabel',
]);
