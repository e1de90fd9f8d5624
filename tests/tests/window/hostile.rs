//! Nothing that a colleague writes runs: no script, no request, no navigation, no dialog.

use std::io::ErrorKind;
use std::net::TcpListener;

use anyhow::{Result, ensure};
use arguendo_tests::folder::Folder;
use arguendo_tests::window::{Window, in_window};

use crate::seminar::{QUESTION, RESPONSE, response, small};

/// What may not run and where nothing may knock stand in these as `JS` and `URL`.
const VECTORS: &str = include_str!("../../fixtures/hostile.txt");

/// A name that would be markup if it were taken for it.
const FILE: &str = "responses/<img src=x onerror=\"window.pwned=1\">.md";

/// Listens where hostile texts would have the window knock.
struct Trap {
    listener: TcpListener,
    url: String,
}

impl Trap {
    fn set() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        listener.set_nonblocking(true)?;
        let url = format!("http://127.0.0.1:{}/knock", listener.local_addr()?.port());
        Ok(Self { listener, url })
    }

    fn vectors(&self) -> String {
        VECTORS.replace("JS", "window.pwned=1").replace("URL", &self.url)
    }

    async fn ensure_harmless(&self, window: &Window, address: &str) -> Result<()> {
        window.until_drawn().await?;
        // Whatever is there to be clicked, hovered or focused, is.
        window
            .run(
                "for (const element of document.querySelectorAll('main *')) { \
                   for (const name of ['mouseover', 'pointerenter', 'focusin', 'error', 'load', 'toggle']) \
                     element.dispatchEvent(new Event(name)); } \
                 for (const link of document.querySelectorAll('.text a, .text area, .text button, .text [href]')) \
                   if (!/^(#|https?:|mailto:|\\/\\/)/.test(link.getAttribute('href') ?? '')) \
                     link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));",
                Vec::new(),
            )
            .await?;
        window.until_drawn().await?;
        ensure!(
            window.value("window.pwned === undefined").await? == true,
            "a script ran"
        );
        let at = window.value("decodeURIComponent(location.hash)").await?;
        ensure!(at == address, "the window went to {at}");
        let left = window
            .value(
                "[...document.querySelectorAll('.text *')].filter((element) => \
                   /^(script|iframe|object|embed|link|meta|base|form|style|frame|frameset|template|dialog)$/i.test(element.localName) || \
                   [...element.attributes].some(({ name, value }) => /^on|^style$|^srcdoc$|^formaction$/i.test(name) || \
                     (/^(href|src|action|data|xlink:href)$/i.test(name) && /^[\\s\\x00-\\x1f]*(javascript|vbscript|data|file|tauri):/i.test(value)))) \
                 .map((element) => element.outerHTML.slice(0, 200))",
            )
            .await?;
        ensure!(left == serde_json::json!([]), "left in the page: {left}");
        let asked = window
            .value("performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => name.includes('/knock'))")
            .await?;
        ensure!(asked == serde_json::json!([]), "asked for: {asked}");
        ensure!(
            matches!(self.listener.accept(), Err(error) if error.kind() == ErrorKind::WouldBlock),
            "something knocked at {}",
            self.url
        );
        let opened = window.opened_links()?;
        let is_web = |link: &String| {
            ["https:", "http:", "mailto:"]
                .iter()
                .any(|scheme| link.starts_with(scheme))
        };
        ensure!(opened.iter().all(is_web), "handed to the browser: {opened:?}");
        Ok(())
    }
}

#[test]
fn a_hostile_text_is_only_text() -> Result<()> {
    let trap = Trap::set()?;
    let folder = small()?;
    let all = trap.vectors();
    // All in one, where one may open what another closes; and each alone.
    folder.write(RESPONSE, &response("", &all))?;
    let alone: String = all.lines().map(|line| format!("{line}\n\n* * *\n\n")).collect();
    folder.write("responses/alone.md", &response("", &alone))?;
    folder.write(
        QUESTION,
        &format!("---\ntitle: Why?\narguendo: [because, alone]\n---\n\n{all}"),
    )?;
    folder.write(
        "contributors/ann-lee.md",
        &format!("---\ntitle: Ann Lee\n---\n\n{all}"),
    )?;
    in_window(folder, async |window| {
        window.open_question(QUESTION).await?;
        trap.ensure_harmless(window, &format!("#/question/{QUESTION}"))
            .await?;
        for path in [RESPONSE, "responses/alone.md"] {
            window.open_question(QUESTION).await?;
            window.open_response(path).await?;
            trap.ensure_harmless(window, &format!("#/response/{path}"))
                .await?;
        }
        Ok(())
    })
}

#[test]
fn a_hostile_value_or_name_is_only_text() -> Result<()> {
    let trap = Trap::set()?;
    let folder = small()?;
    hostile_values(&folder, &trap.url)?;
    in_window(folder, async |window| {
        window.open_question(QUESTION).await?;
        trap.ensure_harmless(window, &format!("#/question/{QUESTION}"))
            .await?;
        window
            .click("main article:nth-of-type(1) [data-step], main [data-anchor] [data-step]")
            .await?;
        window
            .until("a response is shown", "location.hash.startsWith('#/response/')")
            .await?;
        let address = window.value("decodeURIComponent(location.hash)").await?;
        let address = address.as_str().unwrap_or_default().to_owned();
        trap.ensure_harmless(window, &address).await?;
        for shelf in ["unfiled", "unpublished", "problems"] {
            window.click(&format!("a[href='#/{shelf}']")).await?;
            window.until_at(&format!("#/{shelf}")).await?;
            trap.ensure_harmless(window, &format!("#/{shelf}")).await?;
        }
        window.search("onerror").await?;
        trap.ensure_harmless(window, "#/search/onerror").await
    })
}

#[test]
fn pictures_come_only_from_inside_the_folder() -> Result<()> {
    let folder = Folder::sample()?;
    let photo = std::fs::read(folder.path().join("uploads/ruth-ashdown.png"))?;
    let outside = folder.path().with_file_name("outside.png");
    std::fs::write(&outside, &photo)?;
    std::os::unix::fs::symlink(&outside, folder.path().join("uploads/leads-out.png"))?;
    // Real pictures all of them, so that only where they lie and what they are called can keep them back.
    std::fs::create_dir(folder.path().join("_site"))?;
    for hidden in ["uploads/.hidden.png", "uploads/picture.md", "_site/built.png"] {
        std::fs::write(folder.path().join(hidden), &photo)?;
    }
    let pictures = [
        "/uploads/leads-out.png",
        "/uploads/../../outside.png",
        "/uploads/%2e%2e/%2e%2e/outside.png",
        "/uploads/..%2f..%2foutside.png",
        "/uploads/.hidden.png",
        "/uploads/picture.md",
        "/_site/built.png",
    ];
    in_window(folder, async |window| {
        window.until_up_to_date().await?;
        let load = "const done = arguments[1]; const picture = new Image(); \
                    picture.onload = () => done(picture.naturalWidth); picture.onerror = () => done(0); \
                    picture.src = 'content://localhost' + arguments[0];";
        let inside = window
            .run_async(load, vec!["/uploads/ruth-ashdown.png".into()])
            .await?;
        ensure!(inside.as_u64() > Some(0), "the photo inside is not shown either");
        for picture in pictures {
            let width = window.run_async(load, vec![picture.into()]).await?;
            ensure!(width == 0, "{picture} is shown");
        }
        Ok(())
    })
}

/// The same markup in every value that is shown, and in a file's name.
fn hostile_values(folder: &Folder, url: &str) -> Result<()> {
    let markup = format!(
        "</title></div>\"'><img src=x onerror=window.pwned=1><img src={url}><svg onload=window.pwned=1>"
    );
    let quoted = serde_json::to_string(&markup)?; // a JSON string is a YAML string
    folder.write("_config.yml", &format!("title: {quoted}\n"))?;
    folder.write(
        QUESTION,
        &format!(
            "---\ntitle: {quoted}\ndescription: {quoted}\ndate: {quoted}\nasks: [{quoted}]\ndue: {quoted}\n\
             arguendo: [because, {quoted}]\nrevisits: {quoted}\n---\n\nWhy?\n"
        ),
    )?;
    let values = format!(
        "thesis: {quoted}\nstance: {quoted}\ndescription: {quoted}\nresponds-to:\n  - response: {quoted}\n    \
         relation: {quoted}\n    quote: {quoted}\n  - response: because\n    relation: rebuts\n    quote: {quoted}\n"
    );
    let hostile = |question: &str| {
        format!(
            "---\ntitle: {quoted}\ndate: 2026-01-05\narguendo-question: {question}\n\
             contributors: [ann-lee, {quoted}]\n{values}---\n\nonerror, it says.\n"
        )
    };
    folder.write(RESPONSE, &hostile("why"))?;
    folder.write(FILE, &hostile("why"))?;
    folder.write("responses/unfiled.md", &hostile(&quoted))?;
    folder.write(
        "responses/hidden.md",
        &format!("---\ntitle: {quoted}\npublished: false\n---\n\nHidden.\n"),
    )?;
    folder.write(
        "responses/broken.md",
        &format!("---\ntitle: [{markup}\n---\n\nBroken.\n"),
    )?;
    folder.write(
        "contributors/ann-lee.md",
        &format!("---\ntitle: {quoted}\ndescription: {quoted}\nimage_path: {quoted}\n---\n\nAnn.\n"),
    )
}
