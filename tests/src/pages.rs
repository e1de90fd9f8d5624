//! How a person moves through the window: to a question, to a response, back, to the search, to another
//! theme.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::window::Window;

/// In the page: the element that scrolls around the text or list.
pub const PANE: &str = "(() => { let pane = document.querySelector('main'); \
    while (pane && !(pane.scrollHeight > pane.clientHeight && /auto|scroll/.test(getComputedStyle(pane).overflowY))) \
    pane = pane.parentElement; return pane ?? document.scrollingElement; })()";

impl Window {
    /// Follows the link to the question, and waits until it is shown.
    pub async fn open_question(&self, path: &str) -> Result<()> {
        self.click(&format!("a[href='#/question/{path}']")).await?;
        self.until_shown("question", path).await
    }

    /// Follows the link to the response, and waits until it is shown.
    pub async fn open_response(&self, path: &str) -> Result<()> {
        self.click(&format!("main a[href='#/response/{path}']")).await?;
        self.until_shown("response", path).await
    }

    /// The addresses of the links that `css` selects, once there is one.
    pub async fn links(&self, css: &str) -> Result<Vec<String>> {
        self.find(css).await?;
        let script =
            "return [...document.querySelectorAll(arguments[0])].map((link) => link.getAttribute('href'));";
        Ok(serde_json::from_value(self.run(script, vec![css.into()]).await?)?)
    }

    /// Goes to a document's address as a link does, and waits until its text is on the screen.
    pub async fn go(&self, address: &str) -> Result<()> {
        let follow = "const link = document.createElement('a'); link.href = arguments[0]; \
                      document.body.append(link); link.click(); link.remove();";
        self.run(follow, vec![address.into()]).await?;
        let path = "decodeURIComponent(location.hash).replace(/^#.[a-z]+./, '')";
        let address = Value::from(address);
        let shown = format!(
            "location.hash === {address} && document.querySelector('main .text')?.dataset.from === {path} && \
             document.querySelector('main .text').childElementCount > 0"
        );
        self.until(&format!("{address} is shown"), &shown).await
    }

    /// Waits until the document's own text is on the screen.
    pub async fn until_shown(&self, kind: &str, path: &str) -> Result<()> {
        self.until_at(&format!("#/{kind}/{path}")).await?;
        let text = format!("document.querySelector('.text[data-from=\"{path}\"]')?.childElementCount > 0");
        self.until(&format!("{path} is shown"), &text).await
    }

    /// Presses the button whose text or name begins with these words, once it is enabled.
    pub async fn press_button(&self, words: &str) -> Result<()> {
        let button = format!(
            "(() => {{ const wanted = {}; const buttons = [...document.querySelectorAll('button')]; \
             const button = buttons.filter((button) => button.offsetParent && !button.disabled).find((button) => \
             button.innerText.trim().startsWith(wanted) || button.getAttribute('aria-label') === wanted); \
             document.querySelector('[data-wanted]')?.removeAttribute('data-wanted'); \
             button?.setAttribute('data-wanted', ''); return button; }})()",
            Value::from(words)
        );
        self.until(&format!("there is a button “{words}”"), &button)
            .await?;
        self.click("[data-wanted]").await
    }

    /// Types `text` into the focused field, and waits until it is there, because the keyboard is faster than
    /// the page.
    pub async fn write(&self, text: &str) -> Result<()> {
        self.type_text(text)?;
        let wanted = Value::from(text);
        let shown = "[document.activeElement.value, document.activeElement.innerText].join()";
        self.until(
            &format!("{wanted} is there"),
            &format!("{shown}.includes({wanted})"),
        )
        .await
    }

    /// Starts a draft that answers the question, as the first contributor, and waits until it can be edited.
    pub async fn begin_draft(&self, question: &str) -> Result<()> {
        self.open_question(question).await?;
        self.press_button("Draft a response").await?;
        self.click("dialog [role=option]").await?;
        self.until(
            "the text can be written in",
            "document.querySelector('.cm-content')?.isContentEditable",
        )
        .await?;
        self.until_column_made_room().await
    }

    /// Waits until the left column has stopped moving: while it moves, it covers what a test may click next.
    pub async fn until_column_made_room(&self) -> Result<()> {
        self.until(
            "the column stays, or is out of the way",
            "(() => { const left = document.querySelector('.tucked .left:not(.open)'); \
             return !left || getComputedStyle(left).visibility === 'hidden'; })()",
        )
        .await
    }

    /// Waits until the window has this address.
    pub async fn until_at(&self, address: &str) -> Result<()> {
        let address = Value::from(address);
        self.until(
            &format!("the window is at {address}"),
            &format!("decodeURIComponent(location.hash) === {address}"),
        )
        .await
    }

    /// Waits until the program reports that the mirror is in step with the folder.
    pub async fn until_up_to_date(&self) -> Result<()> {
        self.until(
            "the folder is read",
            "/^Up to date/.test(document.querySelector('[role=status]').innerText)",
        )
        .await
    }

    /// How far the pane is scrolled, in pixels.
    pub async fn scroll(&self) -> Result<f64> {
        self.value(&format!("{PANE}.scrollTop"))
            .await?
            .as_f64()
            .context("a place is a number")
    }

    /// Scrolls until the element that `css` selects is `below` pixels below the pane's top.
    pub async fn scroll_to(&self, css: &str, below: f64) -> Result<()> {
        self.run(
            &format!(
                "const pane = {PANE}; const element = pane.querySelector(arguments[0]); \
                 const top = () => element.getBoundingClientRect().top - pane.getBoundingClientRect().top; \
                 pane.scrollTop += top() - arguments[1];"
            ),
            vec![css.into(), below.into()],
        )
        .await?;
        let now = self.height_of(css).await?;
        ensure!(
            (now - below).abs() < 2.0,
            "{css} could not be scrolled to {below}; it is at {now}"
        );
        Ok(())
    }

    /// The distance in pixels from the pane's top to the top of an element.
    pub async fn height_of(&self, css: &str) -> Result<f64> {
        let script = format!(
            "const pane = {PANE}; const element = pane.querySelector(arguments[0]); \
             return element.getBoundingClientRect().top - pane.getBoundingClientRect().top;"
        );
        self.run(&script, vec![css.into()])
            .await?
            .as_f64()
            .with_context(|| format!("where {css} stands"))
    }

    /// Goes to the search field by its key.
    pub async fn press_search(&self) -> Result<()> {
        self.press("ctrl+shift+f")?;
        self.until(
            "the search field has the focus",
            "document.activeElement?.matches('input[type=search]')",
        )
        .await
    }

    /// Types `query` into the search field, and waits for results.
    pub async fn search(&self, query: &str) -> Result<()> {
        self.press_search().await?;
        self.type_text(query)?;
        self.until_at(&format!("#/search/{query}")).await?;
        self.until(
            "something is found",
            "document.querySelector('main .search [data-step]')",
        )
        .await
    }

    /// Opens the menu behind the folder's name and presses its button `name`. Returns that button as an
    /// expression.
    pub async fn choose_from_folder_menu(&self, name: &str) -> Result<String> {
        self.click("[popovertarget=ui-folder-menu]").await?;
        let wanted = Value::from(name);
        let button = format!(
            "[...document.querySelectorAll('#ui-folder-menu button')].find((b) => b.innerText.trim() === {wanted})"
        );
        self.until(&format!("there is a button {wanted}"), &button)
            .await?;
        self.run(&format!("{button}.click()"), Vec::new()).await?;
        Ok(button)
    }

    /// Chooses the window's theme: `Light`, `Dark` or `Same as the system`.
    pub async fn choose_look(&self, name: &str) -> Result<()> {
        let button = self.choose_from_folder_menu(name).await?;
        self.until(
            "it is chosen",
            &format!("{button}.getAttribute('aria-pressed') === 'true'"),
        )
        .await?;
        self.press("Escape")?;
        self.until(
            "the menu is closed",
            "!document.querySelector('#ui-folder-menu').matches(':popover-open')",
        )
        .await
    }
}
