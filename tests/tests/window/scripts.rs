//! Texts in other scripts: each block runs its own way, and is set in letters that the window draws right.

use anyhow::{Result, ensure};
use arguendo_tests::window::in_window;
use serde_json::Value;

use crate::seminar::{QUESTION, RESPONSE, response, small};

const ARABIC: &str = "لا يزيد النص على صفحة واحدة.";
const HEBREW: &str = "זה קטע בעברית.";

#[test]
fn arabic_and_hebrew_in_an_english_text_run_their_own_way_with_their_marks_and_bars() -> Result<()> {
    let folder = small()?;
    let english = "The court of the land is that which it was, and it is for the judge to say so.";
    let body = format!(
        "{english}[^1]\n\n{ARABIC}\n\n{HEBREW}\n\n## عنوان\n\n* One.\n* {ARABIC}\n\n> {ARABIC}\n\n\
         | الاسم | Number |\n|---|---|\n| أحمد | 12 |\n\n[^1]: {HEBREW}\n"
    );
    let thesis = format!("thesis: {ARABIC}\n");
    folder.write(RESPONSE, &response(&thesis, &body))?;
    in_window(folder, async |window| {
        window.open_question(QUESTION).await?;
        window.open_response(RESPONSE).await?;
        window.until_drawn().await?;
        let script = format!(
            "const text = document.querySelector('.text[data-from=\"{RESPONSE}\"]'); \
             const styles = (css) => [...text.querySelectorAll(css)].map((found) => getComputedStyle(found)); \
             const ways = (css) => styles(css).map((style) => style.direction).join(' '); \
             const [, item] = text.querySelectorAll('ul li'); \
             const words = document.createRange(); words.selectNodeContents(item); \
             const [quote] = styles('blockquote'); \
             return {{ \
               text: getComputedStyle(text).direction, paragraphs: ways(':scope > p'), heading: ways('h2'), \
               items: ways('ul li'), cells: ways('th'), table: ways('table'), note: ways('.footnotes li'), \
               thesis: getComputedStyle(document.querySelector('main .thesis')).direction, \
               bar: [quote.borderRightWidth, quote.borderLeftWidth].join(' '), \
               item: Math.round(item.getBoundingClientRect().right - words.getBoundingClientRect().right), \
               mark: Math.round(text.getBoundingClientRect().right - item.getBoundingClientRect().right) > 10, \
               drawn: document.fonts.check('20px Amiri', 'ع'), family: styles('h2')[0].fontFamily }};"
        );
        let shown = window.run(&script, Vec::new()).await?;
        let is = |name: &str, wanted: &str| {
            let said = shown[name].as_str().unwrap_or_default();
            ensure!(said == wanted, "{name}: {said}, not {wanted}");
            Ok(())
        };
        is("text", "ltr")?;
        is("paragraphs", "ltr rtl rtl")?;
        is("heading", "rtl")?;
        is("items", "ltr rtl")?;
        is("table", "rtl")?;
        is("cells", "rtl ltr")?;
        is("note", "rtl")?;
        is("thesis", "rtl")?;
        is("bar", "2px 0px")?;
        ensure!(shown["item"] == 0, "its words begin at the right: {shown}");
        ensure!(
            shown["mark"] == Value::Bool(true),
            "there is room for its mark: {shown}"
        );
        // WebKitGTK sets the dots of Noto Naskh Arabic's variable font beside its letters.
        ensure!(shown["drawn"] == Value::Bool(true), "{shown}");
        let family = shown["family"].as_str().unwrap_or_default();
        ensure!(family.contains("Amiri") && !family.contains("Naskh"), "{family}");
        Ok(())
    })
}

#[test]
fn the_dots_between_names_and_other_facts_stand_between_them_whatever_their_script() -> Result<()> {
    let folder = small()?;
    let person = folder.read("contributors/ann-lee.md")?;
    folder.write(
        "contributors/ann-lee.md",
        &person.replace("title: Ann Lee", "title: ليلى حداد"),
    )?;
    folder.write(
        "contributors/bo-ray.md",
        "---\ntitle: سامي نور\n---\n\nBo writes.\n",
    )?;
    in_window(folder, async |window| {
        window.until_up_to_date().await?;
        window.search("reason").await?;
        // How far the dot stands from the side where the line begins, and how far what it parts is from what is before.
        let script = "const found = [...document.querySelectorAll('.search .facts > * + *')]; \
                      return found.map((fact) => [fact.innerText, getComputedStyle(fact).direction, \
                          parseFloat(getComputedStyle(fact, '::before').left), \
                          fact.getBoundingClientRect().left - fact.previousElementSibling.getBoundingClientRect().right]);";
        let told = window.run(script, Vec::new()).await?;
        let facts: Vec<(String, String, f64, f64)> = serde_json::from_value(told.clone())?;
        let arabic = facts.iter().find(|(words, ..)| words.contains("ليلى"));
        ensure!(
            arabic.is_some_and(|(_, way, dot, gap)| way == "ltr" && *dot < 8.0 && gap.abs() < 1.0),
            "the dot stands before the names: {told}"
        );
        Ok(())
    })
}
