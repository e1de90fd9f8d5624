//! The `content:` scheme: gives the page the images of the open folder and of the private drafts, and nothing
//! else.

use std::path::Path;

use arguendo_core::disk::images::{self, ImageError};
use tauri::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, X_CONTENT_TYPE_OPTIONS,
};
use tauri::http::{HeaderValue, Method, Request, Response, StatusCode};

/// The scheme's name. On Windows the page uses `http://content.localhost/` for it.
pub const SCHEME: &str = "content";

/// Answers `request` with the image from the first of `roots` that has it. Reads the disk.
#[must_use]
pub fn answer(roots: &[&Path], request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let mut response = if request.method() == Method::GET {
        image(roots, request).unwrap_or_else(only)
    } else {
        let mut refusal = only(StatusCode::METHOD_NOT_ALLOWED);
        refusal
            .headers_mut()
            .insert(ALLOW, HeaderValue::from_static("GET"));
        refusal
    };
    let headers = response.headers_mut();
    // The page must treat the bytes as an image or not at all.
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox"),
    );
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn image(roots: &[&Path], request: &Request<Vec<u8>>) -> Result<Response<Vec<u8>>, StatusCode> {
    let path = images::path_of_address(request.uri().path()).map_err(|error| status(&error))?;
    let mut found = Err(ImageError::NotFound);
    for root in roots {
        if matches!(found, Err(ImageError::NotFound)) {
            found = images::image(root, &path);
        }
    }
    let image = found.map_err(|error| status(&error))?;
    let tag = HeaderValue::from_str(&format!("\"{:016x}\"", image.fingerprint()))
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let mut response = if request.headers().get(IF_NONE_MATCH) == Some(&tag) {
        only(StatusCode::NOT_MODIFIED)
    } else {
        let mut response = Response::new(image.bytes);
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static(image.media_type));
        response
    };
    response.headers_mut().insert(ETAG, tag);
    Ok(response)
}

fn only(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

fn status(error: &ImageError) -> StatusCode {
    match error {
        ImageError::Refused | ImageError::Outside => StatusCode::FORBIDDEN,
        ImageError::NotFound => StatusCode::NOT_FOUND,
        ImageError::NotAnImage => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ImageError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ImageError::Unreadable(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(root: Option<&Path>, address: &str) -> Response<Vec<u8>> {
        let roots: Vec<&Path> = root.into_iter().collect();
        answer(&roots, &Request::get(address).body(Vec::new()).unwrap())
    }

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a b.png"), b"\x89PNG\r\n\x1a\n").unwrap();
        std::fs::write(folder.path().join("page.png"), b"<html>").unwrap();
        std::fs::write(folder.path().join("text.md"), b"words").unwrap();
        folder
    }

    #[test]
    fn an_image_comes_with_its_type_and_is_nothing_else() {
        let folder = folder();
        for address in [
            "content://localhost/a%20b.png",
            "http://content.localhost/a%20b.png",
        ] {
            let image = get(Some(folder.path()), address);
            assert_eq!(image.status(), 200);
            assert_eq!(image.headers()[CONTENT_TYPE], "image/png");
            assert_eq!(image.headers()[X_CONTENT_TYPE_OPTIONS], "nosniff");
            assert_eq!(
                image.headers()[CONTENT_SECURITY_POLICY],
                "default-src 'none'; sandbox"
            );
            assert_eq!(image.body(), b"\x89PNG\r\n\x1a\n");
        }
    }

    #[test]
    fn an_unchanged_image_is_not_sent_again() {
        let folder = folder();
        let first = get(Some(folder.path()), "content://localhost/a%20b.png");
        let again = Request::get("content://localhost/a%20b.png")
            .header(IF_NONE_MATCH, &first.headers()[ETAG])
            .body(Vec::new())
            .unwrap();
        let again = answer(&[folder.path()], &again);
        assert_eq!((again.status().as_u16(), again.body().len()), (304, 0));
    }

    #[test]
    fn everything_else_is_refused() {
        let folder = folder();
        let status = |address: &str| get(Some(folder.path()), address).status().as_u16();
        assert_eq!(status("content://localhost/text.md"), 403);
        assert_eq!(status("content://localhost/..%2Fa.png"), 403);
        assert_eq!(status("content://localhost/page.png"), 415);
        assert_eq!(status("content://localhost/none.png"), 404);
        assert_eq!(get(None, "content://localhost/a%20b.png").status(), 404);
        let post = Request::post("content://localhost/a%20b.png")
            .body(Vec::new())
            .unwrap();
        assert_eq!(answer(&[folder.path()], &post).status(), 405);
    }
}
