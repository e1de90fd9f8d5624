//! Where a text will be shown.

/// What the renderer must know about where the text will be shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setting<'a> {
    /// The address of the site that the folder was published at, without a slash at the end.
    pub site_url: Option<&'a str>,
    /// What local images' addresses begin with in the window (`content://localhost/`). Images, videos and pages that
    /// lie on the web are linked then and not loaded. None: images are left as written, and what else the web holds is
    /// left out.
    pub image_base: Option<&'a str>,
}
