import { z } from 'zod';

import { ArticleId } from '../article/article.ts';
import type { Result } from '../result.ts';
import { REASON_LIMIT } from '../review/decision.ts';
import { parseKeyChoices } from './commands/key-choices.ts';
import { ARTICLE_ORDERS } from './commands/orders.ts';
import { question } from './question.ts';
import { isWindowState, NEW_WINDOW, THEMES, type WindowState } from './window-look.ts';

/** Most reasons in the list. */
export const REASON_COUNT = 50;

/** Reasons for decisions that are offered until the analyst changes the list. */
export const DEFAULT_REASONS: readonly string[] = [
  'Too long',
  'Too short',
  'Wrong category',
  'Not a quotation',
  'Not a claim',
  'Duplicate',
  'Outside the guideline',
];

const Reasons = z.array(z.string().trim().min(1).max(REASON_LIMIT)).max(REASON_COUNT);

/** Reasons from a text with one on each line: each once, in their order, as many as are kept. */
export function parseReasons(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim().slice(0, REASON_LIMIT).toWellFormed());
  return [...new Set(lines)].filter((line) => line !== '').slice(0, REASON_COUNT);
}

/** How often a key is used until its hint is no longer shown beside what it does. */
export const KEY_USES = 5;

/** Uses by command and key; as many as there are commands, and a few of keys that were other ones before. */
const KeyUses = z
  .record(z.string().max(100), z.number().int().min(0).max(KEY_USES))
  .refine((uses) => Object.keys(uses).length <= 1_000);

/** What the analyst has chosen for this computer. Every field has a default, so that an old file still opens. */
export const Settings = z.object({
  theme: z.enum(THEMES).catch('system'),
  font: z.enum(['serif', 'sans', 'dyslexic']).catch('serif'),
  /** CSS pixels. */
  fontSize: z.number().min(14).max(28).catch(18),
  /** Multiple of the font size. */
  lineHeight: z.number().min(1.4).max(2.2).catch(1.75),
  /** Characters (`ch`). */
  columnWidth: z.number().min(50).max(90).catch(68),
  /** Hundredths of an em. */
  letterSpacing: z.number().min(0).max(20).catch(0),
  wordSpacing: z.number().min(0).max(40).catch(0),
  /** Lines and letters without the coloured ground. */
  reduceTint: z.boolean().catch(false),
  /** Whether bare letters and digits are commands while the article or a list has focus. */
  singleKeyCommands: z.boolean().catch(true),
  /** Single keys in place of those of the list of commands. */
  keys: z.record(z.string(), z.unknown()).catch({}).transform(parseKeyChoices),
  /** Whether the hint of a key goes once the key is known. */
  fadeKeyHints: z.boolean().catch(true),
  keyUses: KeyUses.catch({}),
  /** Offered beside a decision of a review. */
  reasons: Reasons.catch([...DEFAULT_REASONS]),
  /** Whether a mouse selection grows to whole words. */
  snapToWords: z.boolean().catch(true),
  /** Whether the focus moves to the details after tagging. */
  askForDetails: z.boolean().catch(false),
  /** When a screen reader is told which tags the caret is in. */
  announceTags: z.enum(['off', 'on-caret-stop', 'on-demand']).catch('on-demand'),
  /** Linux only: the window describes itself to screen readers, which programs are not told of there. */
  screenReaderSupport: z.boolean().catch(false),
  /** Whether the analyst has answered how tags are to be spoken while a screen reader is in use. */
  askedAboutScreenReader: z.boolean().catch(false),
  leftPane: z
    .object({ open: z.boolean(), width: z.number().min(160).max(600) })
    .catch({ open: true, width: 264 }),
  rightPane: z
    .object({ open: z.boolean(), width: z.number().min(220).max(700) })
    .catch({ open: true, width: 340 }),
  articleOrder: z.enum(ARTICLE_ORDERS).catch('imported'),
  /** Whether an article has one line in the list, or a second one for more of its title. */
  articleRows: z.enum(['one-line', 'two-lines']).catch('two-lines'),
  /** How the right pane is shared between its list and what stands below or beside it. */
  rightSplit: z
    .object({
      /** Hundredths of the height that the list of tags takes, and the list of differences. */
      annotate: z.number().min(15).max(85),
      review: z.number().min(15).max(85),
      /** CSS pixels of the width of the details where they stand beside the list. */
      beside: z.number().min(260).max(700),
    })
    .catch({ annotate: 50, review: 54, beside: 340 }),
  /** Steps of the tour already done; `null` when the strip was closed. */
  tour: z
    .array(z.enum(['select', 'tag', 'details', 'find']))
    .nullable()
    .catch([]),
  /** Whether the analyst has been told that the article's text cannot be changed. */
  toldTextIsFrozen: z.boolean().catch(false),
  lastArticle: ArticleId.nullable().catch(null),
  window: z.custom<WindowState>(isWindowState).catch(NEW_WINDOW),
});
export type Settings = z.infer<typeof Settings>;

/** The settings of a new installation. */
export function defaultSettings(): Settings {
  return Settings.parse({});
}

/** A change to some of the settings, as the window sends it. */
export const SettingsPatch = z.strictObject({
  theme: Settings.shape.theme.unwrap().optional(),
  font: Settings.shape.font.unwrap().optional(),
  fontSize: Settings.shape.fontSize.unwrap().optional(),
  lineHeight: Settings.shape.lineHeight.unwrap().optional(),
  columnWidth: Settings.shape.columnWidth.unwrap().optional(),
  letterSpacing: Settings.shape.letterSpacing.unwrap().optional(),
  wordSpacing: Settings.shape.wordSpacing.unwrap().optional(),
  reduceTint: z.boolean().optional(),
  singleKeyCommands: z.boolean().optional(),
  keys: z.record(z.string(), z.string().nullable()).transform(parseKeyChoices).optional(),
  fadeKeyHints: z.boolean().optional(),
  keyUses: KeyUses.optional(),
  reasons: Reasons.optional(),
  snapToWords: z.boolean().optional(),
  askForDetails: z.boolean().optional(),
  announceTags: Settings.shape.announceTags.unwrap().optional(),
  screenReaderSupport: z.boolean().optional(),
  askedAboutScreenReader: z.boolean().optional(),
  leftPane: Settings.shape.leftPane.unwrap().optional(),
  rightPane: Settings.shape.rightPane.unwrap().optional(),
  articleOrder: Settings.shape.articleOrder.unwrap().optional(),
  articleRows: Settings.shape.articleRows.unwrap().optional(),
  rightSplit: Settings.shape.rightSplit.unwrap().optional(),
  tour: Settings.shape.tour.unwrap().optional(),
  toldTextIsFrozen: z.boolean().optional(),
  lastArticle: ArticleId.nullable().optional(),
});
export type SettingsPatch = z.infer<typeof SettingsPatch>;

export const SETTINGS_QUESTIONS = {
  'settings:update': question(SettingsPatch).answeredBy<Result<Settings, never>>(),
};
