import { z } from 'zod';

import { REQUESTED_MEASURES } from '../agreement/measures/measure-names.ts';
import type { AgreementReport, PairReport } from '../agreement/report/report.ts';
import type { PairLinks } from '../agreement/report/link-figures.ts';
import { ArticleId } from '../article/article.ts';
import type { JsonText } from '../guards/transfer.ts';
import type { Result } from '../result.ts';
import { Uuid } from '../tags/ids.ts';
import type { ExportError } from './export.ts';
import { question } from './question.ts';
import type { StoreError } from './store.ts';

/** Which annotators' tags are compared, and with which measures beyond those always shown. */
export const AgreementRequest = z.strictObject({
  scope: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('article'), articleId: ArticleId }),
    /** `event` of `null`: the articles without an event. */
    z.strictObject({ type: z.literal('event'), event: Uuid.nullable() }),
  ]),
  measures: z.array(z.enum(REQUESTED_MEASURES)).max(REQUESTED_MEASURES.length),
  /** Keeps back every article that oneself has not marked done. */
  blind: z.boolean(),
});

export type AgreementRequest = z.infer<typeof AgreementRequest>;

/** The report as the window shows it; its figures article by article are in the files only. */
export type AgreementFigures = Omit<AgreementReport, 'pairs'> & {
  readonly pairs: readonly Omit<PairReport, 'byArticle'>[];
};

/** How well annotators agree, with the names that the report's ids stand for. */
export interface AgreementAnswer {
  /** Oneself first; only who has read at least one of the articles. */
  readonly annotators: readonly { readonly id: string; readonly name: string }[];
  readonly articles: readonly { readonly id: string; readonly title: string }[];
  /** Articles that are kept back until oneself has marked them done. */
  readonly keptBack: readonly { readonly id: string; readonly title: string }[];
  /** On which passages belong together; pairs of people without a family are left out. */
  readonly links: readonly PairLinks[];
  /** `null` where fewer than two have read anything. */
  readonly report: JsonText<AgreementFigures> | null;
}

/** How the report is written. */
export const AGREEMENT_FORMATS = ['html', 'csv', 'json'] as const;

export type AgreementFormat = (typeof AGREEMENT_FORMATS)[number];

export type AgreementError =
  /** The analyst stopped it. */
  | { readonly type: 'stopped' }
  /** `detail`: a whole sentence. */
  | { readonly type: 'cannot-compute'; readonly detail: string }
  | StoreError;

/** A report on disk. */
export interface ReportSaved {
  readonly path: string;
  readonly fileName: string;
}

export const AGREEMENT_QUESTIONS = {
  'agreement:report':
    question(AgreementRequest).answeredBy<Result<AgreementAnswer, AgreementError>>(),
  /** Stops figures that are being computed; whoever waits for them is told. */
  'agreement:stop': question(z.undefined()).answeredBy<Result<null, never>>(),
  'agreement:save': question(
    AgreementRequest.extend({
      format: z.enum(AGREEMENT_FORMATS),
      /** Replaces names by `annotator 1`, `annotator 2`, … */
      hideNames: z.boolean(),
    }),
  ).answeredBy<Result<ReportSaved, ExportError>>(),
};
