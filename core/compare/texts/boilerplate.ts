import type { Span } from '../../text/span.ts';

/** A line longer than this, in UTF-16 code units, is no furniture of a page. */
const LINE_LIMIT = 160;

/** What pages say around their articles, in whatever case: the whole of a line. */
const WHOLE_LINE =
  /^(?:\[[^\]]*\]|leave a (?:comment|reply)|latest (?:videos|news|posts|stories)|related (?:articles|posts|stories|topics|news)|most (?:read|popular|viewed)|read (?:more|next|also)|also read|recommended|trending|advertisement|sponsored|share(?: this)?(?: article| story| post)?|print|comments?|tags|website|youtube|facebook|twitter(?: ?\/ ?x)?|x|instagram|tiktok|telegram|whatsapp|linkedin|reddit|pinterest|email|copy link|loading\.*|skip to content)$/u;

/** How such a line begins. */
const BEGINNING =
  /^(?:your email address will not be published|sign up (?:for|to)|subscribe (?:to|now|for)|follow us (?:on|at)|click here|all rights reserved|copyright|©|this (?:site|website) uses cookies|you might also like|join our|download our|share this|read more:|also read:|image source|photo:)/u;

/** Lines of the page around an article: invitations, names of networks, notices. In order. */
export function findBoilerplate(text: string, lines: readonly Span[]): Span[] {
  return lines.filter(({ start, end }) => {
    if (end - start > LINE_LIMIT) return false;
    const line = text.slice(start, end).toLowerCase();
    const words = line.replace(/^[^\p{L}\p{N}[©]+|[^\p{L}\p{N}\]]+$/gu, '');
    return WHOLE_LINE.test(words) || BEGINNING.test(words);
  });
}
