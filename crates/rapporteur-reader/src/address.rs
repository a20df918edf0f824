//! Web addresses: hosts, canonical forms, ids and outlet names.

/// The outlets whose names are known by their domains.
const OUTLETS: &str = include_str!("../data/outlets.tsv");

/// Whether this is an absolute web address with a host.
pub(crate) fn is_absolute(url: &str) -> bool {
    host(url).is_some()
}

/// The host of an absolute web address, in lower case, without port, user and `www.`.
pub(crate) fn host(url: &str) -> Option<String> {
    let rest = strip_scheme(url)?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let fits = host.contains('.')
        && !host.contains("..")
        && host.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.');
    fits.then(|| host.to_owned())
}

fn strip_scheme(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https").then_some(rest)
}

/// The path of an absolute address, without query and fragment.
pub(crate) fn path(url: &str) -> &str {
    let rest = strip_scheme(url).unwrap_or_default();
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let rest = rest.get(..end).unwrap_or_default();
    rest.find('/').and_then(|i| rest.get(i..)).unwrap_or_default()
}

/// Resolves `href` against the address of its page; what cannot be resolved stays as it is.
pub(crate) fn resolve(href: &str, base: Option<&str>) -> String {
    let href = href.trim();
    let Some(base) = base.filter(|b| is_absolute(b)) else { return href.to_owned() };
    let Some((scheme, rest)) = base.split_once("://") else { return href.to_owned() };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if href.is_empty() || href.starts_with('#') || has_scheme(href) {
        href.to_owned()
    } else if href.starts_with("//") {
        format!("{scheme}:{href}")
    } else if href.starts_with('/') {
        format!("{scheme}://{authority}{href}")
    } else {
        let folder = path(base).rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{scheme}://{authority}{folder}/{href}")
    }
}

fn has_scheme(href: &str) -> bool {
    href.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    })
}

/// Query fields that say where a reader came from, not what is read.
fn is_tracking(field: &str) -> bool {
    let key = field.split('=').next().unwrap_or_default().to_ascii_lowercase();
    key.starts_with("utm_")
        || matches!(key.as_str(), "fbclid" | "gclid" | "ref" | "cmpid" | "ocid" | "smid" | "mc_cid")
}

/// The address as far as it identifies the article: no scheme, `www.`, fragment, tracking fields
/// or final slash.
fn identity(url: &str) -> String {
    let path_part = path(url).trim_end_matches('/');
    let query = url.split('#').next().unwrap_or_default().split_once('?').map_or("", |(_, q)| q);
    let fields: Vec<&str> = query.split('&').filter(|f| !f.is_empty() && !is_tracking(f)).collect();
    let mark = if fields.is_empty() { "" } else { "?" };
    format!("{}{path_part}{mark}{}", host(url).unwrap_or_default(), fields.join("&"))
}

/// An id from the canonical address.
pub(crate) fn id_from_url(url: &str) -> String {
    format!("url-{}", fingerprint(&[&identity(url)]))
}

/// An id from the content.
pub(crate) fn id_from_content(parts: &[&str]) -> String {
    format!("text-{}", fingerprint(parts))
}

/// 64 bits of the 128-bit FNV-1a hash: the same on every machine and in every version.
fn fingerprint(parts: &[&str]) -> String {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for part in parts {
        for byte in part.bytes().chain([0xff]) {
            hash ^= u128::from(byte);
            hash = hash.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
    format!("{:016x}", (hash >> 64) as u64 ^ hash as u64)
}

/// The outlet behind an address: its known name, else its host.
pub(crate) fn outlet(url: &str) -> Option<String> {
    let host = host(url)?;
    let known = OUTLETS.lines().filter(|l| !l.starts_with('#')).find_map(|line| {
        let (domain, name) = line.split_once('\t')?;
        let rest = host.strip_suffix(domain)?;
        (rest.is_empty() || rest.ends_with('.')).then(|| name.to_owned())
    });
    Some(known.unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hosts() {
        assert_eq!(host("https://www.Example.org:8080/a").as_deref(), Some("example.org"));
        assert_eq!(host("https://user@news.example.org?q").as_deref(), Some("news.example.org"));
        for bad in
            ["", "#", "/a/b", "mailto:a@b.org", "https://", "https://localhost/x", "ftp://a.org"]
        {
            assert_eq!(host(bad), None, "{bad}");
        }
    }

    #[test]
    fn links_resolve_against_their_page() {
        let base = Some("https://example.org/world/asia/talks.html?x=1");
        for (href, full) in [
            ("/b", "https://example.org/b"),
            ("b.html", "https://example.org/world/asia/b.html"),
            ("//cdn.example.org/b", "https://cdn.example.org/b"),
            ("#top", "#top"),
            ("mailto:a@example.org", "mailto:a@example.org"),
            ("https://other.org/x", "https://other.org/x"),
        ] {
            assert_eq!(resolve(href, base), full);
        }
        assert_eq!(resolve("b.html", Some("https://example.org")), "https://example.org/b.html");
        assert_eq!(resolve("/b", None), "/b");
    }

    #[test]
    fn ids_ignore_what_does_not_identify() {
        let id = id_from_url("https://www.example.org/a/b/?utm_source=x&p=1#top");
        assert_eq!(id, id_from_url("http://example.org/a/b?p=1"));
        assert_ne!(id, id_from_url("http://example.org/a/b?p=2"));
        assert_ne!(id_from_content(&["ab", "c"]), id_from_content(&["a", "bc"]));
    }

    #[test]
    fn ids_stay_the_same_across_versions() {
        assert_eq!(id_from_content(&[]), "text-0eda065b652ec4cf".to_owned());
    }

    #[test]
    fn outlets_are_known_by_domain_and_subdomain() {
        assert_eq!(outlet("https://www.themoscowtimes.com/x").as_deref(), Some("The Moscow Times"));
        assert_eq!(outlet("https://en.wikinews.org/wiki/x").as_deref(), Some("Wikinews"));
        assert_eq!(outlet("https://notreuters.com/x").as_deref(), Some("notreuters.com"));
        assert_eq!(outlet("not an address"), None);
    }

    #[test]
    fn the_outlet_table_is_sorted_and_well_formed() {
        let lines: Vec<&str> = OUTLETS.lines().filter(|l| !l.starts_with('#')).collect();
        assert!(lines.windows(2).all(|w| w[0] < w[1]));
        assert!(lines.iter().all(|l| l.split('\t').filter(|c| !c.is_empty()).count() == 2));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(a in "\\PC{0,60}", b in "\\PC{0,40}") {
            let url = format!("https://{a}");
            let _ = (path(&a), resolve(&b, Some(&url)), id_from_url(&a), outlet(&url));
        }
    }
}
