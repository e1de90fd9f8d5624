//! What a text can be made of that a careless reader copies, counts or looks for too often.
//!
//! Longer than 400 lines: it is one list.

/// A kind of text, and one of about so many bytes.
pub type Construct = (&'static str, Box<dyn Fn(usize) -> String>);

/// `piece` as often as fits.
fn repeated(piece: &'static str) -> Box<dyn Fn(usize) -> String> {
    Box::new(move |length| piece.repeat(length / piece.len() + 1))
}

/// `piece` with each `@` replaced by a number that grows.
fn numbered(piece: &'static str) -> Box<dyn Fn(usize) -> String> {
    Box::new(move |length| {
        let mut text = String::with_capacity(length + piece.len() + 8);
        let mut number = 0;
        while text.len() < length {
            text.push_str(&piece.replace('@', &number.to_string()));
            number += 1;
        }
        text
    })
}

/// One half of the text is a long value in the place of `@` in `definition`, the other half its `uses`.
fn long(definition: &'static str, uses: &'static str) -> Box<dyn Fn(usize) -> String> {
    Box::new(move |length| {
        let value = "v".repeat(length / 2);
        format!(
            "{}\n\n{}\n",
            uses.repeat(length / 2 / uses.len()),
            definition.replace('@', &value)
        )
    })
}

/// The same, but the value is of some 1,000 bytes: attribute lists are no longer.
fn listed(definition: &'static str, uses: &'static str) -> Box<dyn Fn(usize) -> String> {
    Box::new(move |length| {
        let value = "v".repeat(1_500);
        format!(
            "{}\n\n{}\n",
            definition.replace('@', &value),
            uses.repeat(length / uses.len())
        )
    })
}

/// Between `before` and `after`, `piece` as often as fits.
fn inside(before: &'static str, piece: &'static str, after: &'static str) -> Box<dyn Fn(usize) -> String> {
    Box::new(move |length| format!("{before}{}{after}", piece.repeat(length / piece.len() + 1)))
}

/// The first half of one piece, the second of another: what is opened and then closed, or never.
fn halves(first: &'static str, second: &'static str) -> Box<dyn Fn(usize) -> String> {
    Box::new(move |length| {
        let each = |piece: &str, length: usize| piece.repeat(length / piece.len() + 1);
        format!("{}\n{}", each(first, length / 2), each(second, length / 2))
    })
}

/// All of them.
pub fn all() -> Vec<Construct> {
    let mut all: Vec<Construct> = vec![
        ("a link's long address", long("[a]: /@", "[a] ")),
        (
            "a link's long address, with another text",
            long("[a]: /@", "[b][a]"),
        ),
        ("an image's long address", long("[a]: /@", "![a] ")),
        ("a link's long title", long("[a]: /b \"@\"", "[a] ")),
        (
            "a link with a long title, in headings",
            long("[a]: /b \"@\"", "# [a]\n"),
        ),
        ("a link's attributes", listed("[a]: /b\n{: title=\"@\"}", "[a] ")),
        ("a link's long name", long("[@]: /b", "[a] ")),
        ("an abbreviation's long form", long("*[a]: @", "a ")),
        ("an abbreviation's long short form", long("*[@]: a", "v ")),
        ("an abbreviation in a heading", long("*[a]: @", "# a\n")),
        ("an abbreviation in a table", long("*[a]: @", "|a|a|\n")),
        ("an attribute list", listed("{:x: title=\"@\"}", "*a*{:x}")),
        (
            "an attribute list of blocks",
            listed("{:x: title=\"@\"}", "a\n{:x}\n\n"),
        ),
        (
            "an attribute list, many times on one",
            listed("{:x: .@}", "{:x}\n"),
        ),
        ("a class, many times on one", listed("a", "{:.b}\n")),
        ("attribute lists that grow", repeated("{:x: .abc}\n")),
        ("attribute lists of many keys", numbered("{:x: a@=\"b\"}\n")),
        ("keys that differ, on one block", numbered("{: a@=\"b\"}\n")),
        (
            "keys that differ, on one span",
            inside("*a*", "{: a=\"b\" c=\"d\"}", ""),
        ),
        ("references that differ, on one block", numbered("{: a@}\n")),
        ("a footnote's marks", inside("[^1]: note\n\n", "[^1]", "")),
        (
            "a footnote's long name",
            Box::new(|length| {
                let name = "n".repeat(length / 3);
                format!("[^{name}]: a\n\n[^{name}] [^{name}]\n")
            }),
        ),
        (
            "a footnote's name of middle length",
            Box::new(|length| {
                let name = "n".repeat(1_000);
                format!(
                    "[^{name}]: a\n\n{}\n",
                    format!("[^{name}]").repeat(length / 1_000)
                )
            }),
        ),
        (
            "footnotes that all mark one another",
            Box::new(|length| {
                let count = (length / 8).isqrt();
                let marks: String = (0..count).map(|number| format!("[^{number}]")).collect();
                let notes: String = (0..count)
                    .map(|number| format!("[^{number}]: {marks}\n"))
                    .collect();
                format!("[^0]\n\n{notes}")
            }),
        ),
        (
            "footnotes in a chain",
            Box::new(|length| {
                let notes: String = (0..length / 16)
                    .map(|number| format!("[^{number}]: [^{}]\n", number + 1))
                    .collect();
                format!("[^0]\n\n{notes}")
            }),
        ),
        (
            "footnotes in footnotes",
            Box::new(|length| {
                let count = (length / 2).isqrt() / 4;
                (0..count)
                    .map(|depth| format!("{}[^{depth}]: a\n", "    ".repeat(depth)))
                    .collect::<String>()
                    + "[^0]"
            }),
        ),
        ("many footnotes", numbered("[^@] \n\n[^@]: a\n\n")),
        ("definitions of one link", repeated("[a]: /b\n")),
        ("definitions of many links", numbered("[a@]: /b\n")),
        ("definitions of many abbreviations", numbered("*[a@]: b\n")),
        (
            "many abbreviations, then words",
            Box::new(|length| numbered("*[a@]: b\n")(length / 2) + &"word ".repeat(length / 10)),
        ),
        (
            "many abbreviations, then paragraphs",
            Box::new(|length| numbered("*[a@]: b\n")(length / 2) + &"a\n\n".repeat(length / 6)),
        ),
        (
            "an abbreviation of many words",
            Box::new(|length| {
                let short = "v ".repeat(length / 4);
                format!("{short}\n\n*[{short}w]: a\n")
            }),
        ),
        (
            "one definition with many spaces",
            Box::new(|length| format!("[a]: b{}c\n", " ".repeat(length))),
        ),
        (
            "one definition with many kinds of space",
            Box::new(|length| format!("[a]: b{}c\n", " \u{b}".repeat(length / 2))),
        ),
        (
            "one definition with space at its end",
            Box::new(|length| format!("[a]: {}{}\n", "b ".repeat(length / 4), " ".repeat(length / 2))),
        ),
        ("addresses in angles in links", repeated("[a](<")),
        ("definitions with quotes", numbered("[a]: b \"c \"d\n")),
        ("one definition with many words", inside("[a]: ", "b ", "\n")),
        ("one definition with many quotes", inside("[a]: ", "b\" ", "\n")),
        (
            "one tag with many attributes",
            Box::new(|length| numbered("a@=\"b\" ")(length).trim_end().to_owned()),
        ),
        ("headings of one name", repeated("# a\n")),
        ("headings with numbers", numbered("# a-@\n# a\n")),
        (
            "headings with long names",
            Box::new(|length| format!("# {}\n", "a".repeat(1_000)).repeat(length / 1_000)),
        ),
        (
            "contents of many headings",
            inside("* a\n{:toc}\n\n", "# a\n", ""),
        ),
        (
            "contents that are asked for often",
            inside("# a\n\n", "* a\n{:toc}\n\n", ""),
        ),
        (
            "contents of all levels",
            inside(
                "* a\n{:toc}\n\n",
                "# a\n## b\n### c\n#### d\n##### e\n###### f\n",
                "",
            ),
        ),
        ("definition lists", repeated("a\n: b\n")),
        ("definition lists apart", repeated("a\n\n: b\n\n")),
        ("a definition list of one term", inside("a\n", ": b\n", "")),
        ("a term of many lines", inside("", "a\n", ": b\n")),
        ("terms that stay paragraphs", repeated("a\n:b\n")),
        (
            "lists by tabs",
            Box::new(|length| {
                let count = (length * 2).isqrt();
                (0..count)
                    .map(|depth| format!("{}- a\n", "\t".repeat(depth)))
                    .collect()
            }),
        ),
        (
            "lists by spaces",
            Box::new(|length| {
                let count = length.isqrt();
                (0..count)
                    .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
                    .collect()
            }),
        ),
        ("items with tabs", repeated("-\t\t\t\ta\n")),
        (
            "lines of tabs in a list",
            inside("- a\n", "\t\t\t\t\t\t\t\tb\n", ""),
        ),
        ("one line of tabs in a list", inside("- a\n", "\t", "b\n")),
        (
            "a line of tabs for each item",
            Box::new(|length| {
                let tabs = "\t".repeat(200);
                format!("- a\n{tabs}b\n").repeat(length / 200)
            }),
        ),
        (
            "tables of many columns",
            Box::new(|length| {
                let row = "|".repeat(length / 4);
                format!("{row}|\n{row}|\n|a|\n{row}|\n")
            }),
        ),
        ("a table of small cells", repeated("|a|a|a|a|a|a|a|a\n")),
        (
            "a table with aligned cells",
            inside("|a|a|a|a|\n|:-:|:-:|:-:|:-:|\n", "|a|a|a|a|\n", ""),
        ),
        ("tables that are none", repeated("|a\nb\n\n")),
        ("a table that ends badly", inside("", "|a\n", "b\n")),
        ("tables with code", repeated("|`a|b`<code>\n")),
        (
            "a table of one row with code",
            inside("|", "<code>a|</code>", "\n"),
        ),
        ("a table of dividing lines", inside("|a\n", "|-\n", "|a\n")),
        ("a dividing line of many columns", inside("|a\n|", "-|", "\n|a\n")),
        ("HTML around a long text", inside("<div>", "a & b < c ", "</div>")),
        ("details in details", repeated("<details>\n")),
        (
            "details in details, with Markdown",
            repeated("<details markdown=\"1\">\n\n"),
        ),
        (
            "details that are closed",
            repeated("<details><summary>a</summary>b</details>\n"),
        ),
        (
            "elements with Markdown",
            repeated("<div markdown=\"1\">\na\n</div>\n"),
        ),
        ("elements that stay open", repeated("<p><b title=\"a\">")),
        (
            "elements that stay open, with long titles",
            Box::new(|length| {
                let open: String = (0..20)
                    .map(|number| format!("<b title=\"{number}{}\">", "t".repeat(length / 60)))
                    .collect();
                format!("<p>{open}</p>{}", "<p>a</p>".repeat(length / 16))
            }),
        ),
        ("line breaks", repeated("<br>")),
        ("line breaks with spaces", repeated("a  \n")),
        ("line breaks with a backslash", repeated("a\\\n")),
        ("paragraphs of one letter", repeated("a\n\n")),
        ("rules", repeated("***\n")),
        ("images", repeated("![](a)")),
        ("videos", repeated("<video src=\"https://a.b/c\"></video>")),
        (
            "long addresses of images on the web",
            long("[a]: https://b.c/@", "![a]"),
        ),
        (
            "addresses that name the site",
            inside("[a](", "{{site.url}}", ")"),
        ),
        (
            "addresses that name the site, used often",
            Box::new(|length| {
                let address = "{{ site.url }}".repeat(length / 28);
                format!("{}\n\n[a]: {address}\n", "[a]".repeat(length / 6))
            }),
        ),
        (
            "local addresses of many parts",
            Box::new(|length| format!("[a](/arguendo/{})", "a/".repeat(length / 2))),
        ),
        ("addresses of percent signs", inside("[a](/arguendo/", "%41", ")")),
        ("one word", repeated("a")),
        ("one word of many bytes", repeated("\u{1F600}")),
        ("combining marks", inside("a", "\u{301}", "")),
        ("one line of words", repeated("word ")),
        ("no line end in a list", inside("- ", "a ", "")),
        ("quotes by lines", repeated("> a\n")),
        ("quotes apart", repeated("> a\n\n")),
        ("a quote that runs on", inside("> a\n", "b\n", "")),
        (
            "quotes of growing depth",
            Box::new(|length| {
                (0..length.isqrt())
                    .map(|depth| format!("{} a\n\n", ">".repeat(depth % 40 + 1)))
                    .collect::<String>()
                    .repeat(2)
            }),
        ),
        ("quotes around lists", repeated("> - a\n>   > b\n")),
        ("emphasis in emphasis", repeated("*a **b ")),
        ("emphasis that is closed", repeated("*a* ")),
        ("emphasis opened, then closed", halves("*a ", "b* ")),
        ("strong emphasis opened, then closed", halves("**a ", "b** ")),
        ("brackets opened, then closed", halves("[", "]")),
        ("brackets with addresses", halves("[", "](a)")),
        ("brackets with names", halves("[", "][a]")),
        ("images opened, then closed", halves("![", "](a)")),
        ("images in a link", inside("[", "![a](b)", "](c)")),
        ("images in a link that nothing closes", inside("[", "![a](b)", "")),
        ("parentheses", inside("[a](", "(", ")")),
        ("parentheses in order", inside("[a](", "()", ")")),
        ("links that open parentheses", repeated("[a](b ")),
        ("links with titles that open", repeated("[a](b \"c ")),
        ("links with titles in titles", repeated("[a](b \"c\" \"d\") ")),
        (
            "links to a long name",
            Box::new(|length| format!("[{}][b]\n\n[b]: c\n", "a ".repeat(length / 2))),
        ),
        ("brackets with names between", repeated("[a][b")),
        ("brackets that refer to nothing", repeated("[a][] ")),
        ("code in code", repeated("``a`b``` ")),
        (
            "runs of backticks that grow",
            Box::new(|length| {
                (1..(2 * length).isqrt())
                    .map(|run| format!("{}a", "`".repeat(run)))
                    .collect()
            }),
        ),
        ("a long run of backticks", repeated("`")),
        ("fences that nothing closes", repeated("~~~ a\n")),
        (
            "fences that grow",
            Box::new(|length| {
                (3..length.isqrt())
                    .map(|run| format!("{}\n", "~".repeat(run)))
                    .collect()
            }),
        ),
        ("formulas", repeated("$$a$$ ")),
        ("formulas by blocks", repeated("$$\na\n$$\n\n")),
        ("formulas that nothing ends", repeated("\n\n$$ a")),
        ("entities", repeated("&eacute;")),
        ("entities that are none", repeated("&nosuch;")),
        ("a long entity", inside("&", "a", "")),
        ("entities in a title", inside("[a](b \"", "&eacute;", "\")")),
        ("quotation marks", repeated("\"a\" ")),
        ("quotation marks alone", repeated("\"")),
        ("apostrophes", repeated("'a'")),
        ("dashes", repeated("--- ")),
        ("guillemets", repeated("<< a >> ")),
        ("dots", repeated("...")),
        ("struck out", repeated("~~a~~ ")),
        ("struck out, and open", repeated("~~a ")),
        ("struck out in one another", halves("~~a", "b~~")),
        ("comments", repeated("<!-- a -->\n")),
        ("comments in a line", inside("a ", "<!-- a -->", "")),
        ("comments that nothing ends", repeated("a <!-- ")),
        ("instructions", repeated("<?a?>")),
        ("CDATA", repeated("<![CDATA[a]]>")),
        ("CDATA that nothing ends", repeated("<![CDATA[")),
        ("doctypes", repeated("<!DOCTYPE a>")),
        ("tags of Liquid", repeated("{% a %}")),
        ("values of Liquid", repeated("{{ a }}")),
        ("values of Liquid that nothing ends", repeated("{{ a")),
        ("extensions", repeated("{::a /}")),
        ("extensions that open", repeated("{::a}")),
        ("extensions by lines", repeated("{::a}\n")),
        (
            "extensions in one another",
            halves("{::nomarkdown}", "{:/nomarkdown}"),
        ),
        ("comments of kramdown", repeated("{::comment}a{:/}")),
        ("comments of kramdown by lines", repeated("{::comment}\n")),
        ("options", repeated("{::options a=\"b\" /}\n")),
        ("raw HTML", repeated("{::nomarkdown}<b>a</b>{:/}")),
        ("raw HTML by lines", repeated("{::nomarkdown}\n<b>a\n{:/}\n")),
        ("marks that end", repeated("a\n^\n")),
        ("tasks", repeated("- [ ] a\n")),
        ("numbers", repeated("1. a\n")),
        ("items without text", repeated("-\n")),
        ("items of items", repeated("- - - - - - a\n")),
        ("items and code", repeated("- a\n\n      b\n\n")),
        ("code by indent", repeated("    a\n")),
        ("code that runs on", repeated("    a\nb\n")),
        ("blank lines", repeated("\n")),
        ("lines of spaces", repeated(" \n")),
        ("one line of spaces", inside("a", " ", "b")),
        ("spaces before a mark", inside("a", " ", ">>")),
        ("underlines", repeated("a\n---\n")),
        ("underlines of a line", repeated("a\n=\n\n")),
        ("addresses in angles", repeated("<https://a.b> ")),
        ("addresses in angles that nothing ends", repeated("<https://a ")),
        ("mail in angles", repeated("<a@b.c>")),
        ("backslashes", repeated("\\")),
        ("backslashes before marks", repeated("\\*")),
        ("braces", repeated("{")),
        ("lists of attributes that nothing ends", repeated("{: a=\"")),
        ("closing tags", repeated("</b>")),
        ("closing tags of a block", repeated("</div>\n")),
        ("tags of no kind", repeated("<x-y>")),
        ("tags of no kind by lines", repeated("<x-y>\n")),
        ("one long tag", inside("<b title=\"", "a", "\">")),
        (
            "tags with long titles",
            Box::new(|length| format!("<b title=\"{}\">a</b>", "t".repeat(900)).repeat(length / 900)),
        ),
        ("scripts that nothing ends", repeated("<script>")),
        ("styles that nothing ends", repeated("<style>a\n")),
        (
            "Markdown in a line of HTML",
            repeated("<p markdown=\"1\">*a*</p>\n"),
        ),
        (
            "spans of HTML that nothing ends",
            repeated("<p markdown=\"span\">a\n"),
        ),
        ("tables of HTML", repeated("<table><tr><td>a")),
        (
            "cells of HTML",
            inside("<table>", "<tr><td>a</td></tr>", "</table>"),
        ),
        ("selects", repeated("<select><option>")),
        ("rubies", repeated("<ruby>a<rt>b")),
        ("carriage returns", repeated("a\r\r")),
        ("null bytes", repeated("a\0")),
        ("marks of direction", repeated("\u{202e}a")),
        ("excerpts", repeated("<!--more-->")),
    ];
    // Mixes of few signs, which decide what the others mean.
    for mix in [
        "_ ",
        "* ",
        "[ ",
        "] ",
        "[]",
        "][",
        "[](",
        "[]:",
        "![",
        "[[]",
        "[a]b]",
        "_a ",
        "_a_",
        "__a ",
        "*_",
        "_*_",
        "***",
        "**_a",
        "(",
        ")",
        "`a",
        "``",
        "`` ` ",
        "$",
        "$$",
        "&",
        "&#",
        "&a",
        "<",
        "< ",
        "<a",
        "<a ",
        "<a b",
        "<a b ",
        "<a b=",
        "<a b='",
        "<a b=\"c\" ",
        "</",
        "</a",
        "<!",
        "<!-",
        "<?",
        "{",
        "{:",
        "{: ",
        "{:a ",
        "{::",
        "{:/",
        "{:/}",
        "}",
        "{}",
        "|",
        "|-",
        "|`",
        "| `a` ",
        "-",
        "- ",
        "-\t",
        "+ ",
        "1",
        "1.",
        ":",
        ": ",
        "\n: ",
        "#",
        "# ",
        "#a",
        "~",
        "~~",
        "~~~",
        "~~~\n",
        "\\",
        "\\[",
        "\\`",
        "\"",
        "\" ",
        "'",
        "' ",
        "a'",
        ".",
        "..",
        "=",
        "==\n",
        ">",
        "> ",
        ">\n",
        " ",
        "\t",
        "  \n",
        "^",
        "^\n",
        "[^",
        "[^a",
        "[^a]",
        "[^a]:",
        "[^a]: ",
        "*[",
        "*[a]",
        "*[a]:",
        "&amp",
        "<b",
        "<b>*",
        "*<b>",
        "[<b>",
        "<b>[",
        "`<",
        "<`",
        "!",
        "![]",
        "![]()",
        "[]()",
        "[](a\"",
        "[]('",
        "{:.a}",
        "{:#a}",
        "*a*{:.b}",
        "<a>",
        "<a><b>",
        "<p><a>",
        "<p>*",
        "<i>\n\n",
        "<li>",
        "<ul><li>",
        "<dl><dt>",
        "<h1>",
        "<font>",
        "<nobr>",
        "<b><p>",
        "<a><p><b>",
        "<table><b>",
        "<svg>",
        "<math>",
        "<svg><b>",
        "<template>",
        "<frameset>",
        "<body>",
        "<html>",
        "<form>",
        "<button>",
        "<center>",
        "<pre>\n",
        "<textarea>",
        "<title>",
        "<plaintext>",
        "<xmp>",
        "<iframe>",
        "<noscript>",
        "<select>",
        "<option>",
        "<dd>",
        "<rt>",
        "<caption>",
        "<colgroup>",
        "<col>",
        "<tr>",
        "<td>",
        "<input>",
        "<hr>",
    ] {
        all.push((mix, Box::new(move |length| mix.repeat(length / mix.len() + 1))));
    }
    let tag = |name: &'static str, before: &'static str, after: &'static str| -> Construct {
        (
            name,
            Box::new(move |length| format!("{before}{}{after}", numbered(" a@=\"b\"")(length))),
        )
    };
    all.extend([
        tag("a tag in a line with many attributes", "a <b", ">a</b>"),
        tag("a block's tag with many attributes", "<div", ">a</div>"),
        tag("a tag that nothing ends, with many attributes", "a <b", ""),
        tag("a tag of no kind with many attributes", "a <x", ">"),
    ]);
    all
}
