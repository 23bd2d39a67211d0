/** What says where somebody came from, and nothing of the page. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|ref|ref_src|cmpid|ocid)$/iu;

/**
 * What two addresses of one page have in common: no scheme, no `www.`, no fragment, no slash at the end,
 * nothing that only says where a reader came from; `null` for what is no address of a page.
 */
export function addressKey(url: string | null): string | null {
  if (url === null || !/^https?:\/\//iu.test(url)) return null;
  const [whole = ''] = url
    .trim()
    .replace(/^https?:\/\//iu, '')
    .split('#', 1);
  const [place = '', ...asked] = whole.split('?');
  const host = (place.split('/', 1)[0] ?? '').toLowerCase();
  const path = place.slice(host.length).replace(/\/+$/u, '');
  const query = asked
    .join('?')
    .split('&')
    .filter((each) => each !== '' && !TRACKING.test(each.split('=', 1)[0] ?? ''))
    .sort();
  const named = host.replace(/^(?:www|m|mobile|amp)\./u, '');
  // The front page of an outlet is another one every hour.
  if (named === '' || (path === '' && query.length === 0)) return null;
  return `${named}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}
