/** What the list of articles can be sorted by within each event. */
export const ARTICLE_ORDERS = ['imported', 'outlet', 'date', 'title', 'tags', 'open'] as const;
export type ArticleOrder = (typeof ARTICLE_ORDERS)[number];
