// Gives lines and words the classes by which the style sheet sets them as a manuscript.
import { syntaxHighlighting, syntaxTree } from '@codemirror/language';
import { type EditorState, type Extension, type Range } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { type Highlighter, tagHighlighter, tags } from '@lezer/highlight';

const words: Highlighter = tagHighlighter([
  { tag: tags.strong, class: 'md-strong' },
  { tag: tags.emphasis, class: 'md-emphasis' },
  { tag: tags.strikethrough, class: 'md-struck' },
  { tag: tags.link, class: 'md-link' },
  { tag: tags.url, class: 'md-address' },
  { tag: tags.string, class: 'md-address' },
  { tag: tags.monospace, class: 'md-code' },
  { tag: tags.processingInstruction, class: 'md-sign' },
  { tag: tags.contentSeparator, class: 'md-sign' },
  { tag: tags.labelName, class: 'md-label' },
  { tag: tags.annotation, class: 'md-note-mark' },
  { tag: tags.escape, class: 'md-escape' },
  { tag: tags.comment, class: 'md-comment' },
  { tag: [tags.tagName, tags.angleBracket, tags.attributeName, tags.attributeValue], class: 'md-tag' },
]);

const LINE_CLASSES: Record<string, string> = {
  FencedCode: 'md-code-line',
  CodeBlock: 'md-code-line',
  FootnoteDefinition: 'md-note-line',
  Table: 'md-table-line',
  HTMLBlock: 'md-html-line',
  HorizontalRule: 'md-rule-line',
};
const HEADING = /^(?:ATX|Setext)Heading([1-6])$/;
const ITEM = /^(\s*)(?:[-+*]|\d{1,9}[.)])[ \t]+/;
const DEEPEST = 4;

/** Finds the first letter that has a direction. */
const DIRECTED = /\p{L}/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

const itemSign = Decoration.mark({ class: 'md-item-sign' });
const lineDecorations = new Map<string, Decoration>();

/** A decoration for each combination that occurs; there are few. */
function lineDecoration(classes: string, direction: string): Decoration {
  const key = `${classes}/${direction}`;
  let made = lineDecorations.get(key);
  if (!made) {
    made = Decoration.line({ class: classes, attributes: direction ? { dir: direction } : {} });
    lineDecorations.set(key, made);
  }
  return made;
}

/** The direction of a line by its first letter; empty where it runs as the text does. */
export function lineDirection(line: string, rightToLeft: boolean): '' | 'ltr' | 'rtl' {
  const letter = DIRECTED.exec(line)?.[0];
  if (letter === undefined) return '';
  const own = RIGHT_TO_LEFT.test(letter);
  return own === rightToLeft ? '' : own ? 'rtl' : 'ltr';
}

interface Lined {
  classes: string[];
  depth: number;
}

function decorate(view: EditorView, rightToLeft: boolean): DecorationSet {
  const { state } = view;
  const ranges: Range<Decoration>[] = [];
  for (const { from, to } of view.visibleRanges) {
    const lined = linesWithin(state, from, to);
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at);
      const known = lined.get(line.number);
      const classes = known ? [...known.classes] : [];
      if (known && known.depth > 0) {
        classes.push(`md-item-line md-depth-${Math.min(known.depth, DEEPEST)}`);
        const sign = ITEM.exec(line.text);
        if (sign) {
          classes.push('md-item-first');
          ranges.push(itemSign.range(line.from, line.from + sign[0].length));
        }
      }
      const direction = lineDirection(line.text, rightToLeft);
      if (classes.length > 0 || direction)
        ranges.push(lineDecoration(classes.join(' '), direction).range(line.from));
      at = line.to + 1;
    }
  }
  return Decoration.set(ranges, true);
}

/** What the lines between two places are parts of, as far as it shows. */
function linesWithin(state: EditorState, from: number, to: number): Map<number, Lined> {
  const lined = new Map<number, Lined>();
  const mark = (start: number, end: number, set: (lines: Lined) => void) => {
    const last = state.doc.lineAt(Math.min(end, to)).number;
    for (let number = state.doc.lineAt(Math.max(start, from)).number; number <= last; number += 1) {
      let lines = lined.get(number);
      if (!lines) lined.set(number, (lines = { classes: [], depth: 0 }));
      set(lines);
    }
  };
  let quotes = 0;
  syntaxTree(state).iterate({
    from,
    to,
    enter: (node) => {
      const level = HEADING.exec(node.name)?.[1];
      const plain = LINE_CLASSES[node.name];
      if (level) mark(node.from, node.to, ({ classes }) => classes.push(`md-heading md-level-${level}`));
      else if (plain) mark(node.from, node.to, ({ classes }) => classes.push(plain));
      else if (node.name === 'ListItem') mark(node.from, node.to, (lines) => (lines.depth += 1));
      else if (node.name === 'Blockquote') {
        quotes += 1;
        if (quotes <= 2) mark(node.from, node.to, ({ classes }) => classes.push(`md-quote-${quotes}`));
      }
    },
    leave: (node) => {
      if (node.name === 'Blockquote') quotes -= 1;
    },
  });
  return lined;
}

function lines(rightToLeft: boolean): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = decorate(view, rightToLeft);
      }

      update(update: ViewUpdate) {
        const isReadFurther = syntaxTree(update.startState) !== syntaxTree(update.state);
        if (update.docChanged || update.viewportChanged || isReadFurther)
          this.decorations = decorate(update.view, rightToLeft);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

/** How the text looks, in a text that runs from right to left or the other way. */
export function look(rightToLeft: boolean): Extension {
  return [syntaxHighlighting(words), lines(rightToLeft), EditorView.perLineTextDirection.of(true)];
}
