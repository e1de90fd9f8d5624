//! Where a text will be shown.

/// What the renderer must know about the place where the text will be shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setting<'a> {
    /// The address at which the site of this folder was published, without a final slash.
    pub site_url: Option<&'a str>,
    /// The start of local images' addresses in the window (`content://localhost/`). Then images, videos and
    /// pages on the web become links and are not loaded. None: images are left as written, and videos and
    /// pages from the web are left out.
    pub image_base: Option<&'a str>,
}
