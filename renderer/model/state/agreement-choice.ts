import type { RequestedMeasure } from '#core/agreement/measures/measure-names.ts';
import type { AgreementRequest } from '#core/contract/agreement.ts';

import type { ShownAgreement } from './agreement-view.ts';
import type { ArticleModel } from './article-model.ts';

/** The sheet on agreement as it was left. */
export interface AgreementSheetState {
  readonly shown: ShownAgreement;
  /** Place in the report of the pair that was looked at. */
  readonly chosen: number;
}

/** What the sheet on agreement is asked for. */
export interface AgreementChoice {
  readonly scope: AgreementRequest['scope']['type'];
  /** Beyond what is always computed, in the order in which they were chosen. */
  readonly measures: readonly RequestedMeasure[];
  /** Those that were given up before they were computed. */
  readonly stopped: readonly RequestedMeasure[];
}

/** What was asked for when the sheet was left; at first the article without further measures. */
export function choiceOf(request: AgreementRequest | undefined): AgreementChoice {
  return {
    scope: request?.scope.type ?? 'article',
    measures: request?.measures ?? [],
    stopped: [],
  };
}

/** With a measure more, or with one less. */
export function withMeasure(
  { scope, measures }: AgreementChoice,
  measure: RequestedMeasure,
  isChosen: boolean,
): AgreementChoice {
  return {
    scope,
    measures: isChosen ? [...measures, measure] : measures.filter((one) => one !== measure),
    stopped: [],
  };
}

/**
 * After the figures were stopped: what was there before still stands, and what was waited for is no
 * longer asked for.
 */
export function stopped(
  { scope, measures }: AgreementChoice,
  before: readonly RequestedMeasure[],
): AgreementChoice {
  const givenUp = measures.filter((measure) => !before.includes(measure));
  return { scope, measures: before, stopped: givenUp };
}

type PlacedArticle = Pick<ArticleModel, 'id' | 'summary'>;

export function requestOf(
  { scope, measures }: Pick<AgreementChoice, 'scope' | 'measures'>,
  article: PlacedArticle,
  blind: boolean,
): AgreementRequest {
  return { scope: scopeOf(article, scope), measures: [...measures], blind };
}

function scopeOf(
  { id, summary }: PlacedArticle,
  scope: AgreementChoice['scope'],
): AgreementRequest['scope'] {
  return scope === 'article'
    ? { type: scope, articleId: id }
    : { type: scope, event: summary.details.event };
}

interface Left {
  readonly agreement: AgreementSheetState | null;
  readonly articleVersion: number;
  readonly isBlind: boolean;
}

/** The sheet as it was left, where it was on this article or its event and nothing has changed since. */
export function sheetAsLeft(
  { agreement, articleVersion, isBlind }: Left,
  article: PlacedArticle,
): AgreementSheetState | null {
  if (agreement?.shown.version !== articleVersion) return null;
  const { scope, blind } = agreement.shown.request;
  const isSame = JSON.stringify(scope) === JSON.stringify(scopeOf(article, scope.type));
  return isSame && blind === isBlind ? agreement : null;
}
