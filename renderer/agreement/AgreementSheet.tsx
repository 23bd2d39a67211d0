// How well people agree: the sheet, the report in it, and the line above the differences.
// The figures come from core/agreement; how a cell reads is in model/agreement-view.

import { useEffect, useRef, useState } from 'react';

import { REQUESTED_MEASURES, type RequestedMeasure } from '#core/agreement/measures/comparison.ts';
import { MEASURE_NAMES } from '#core/agreement/report/html-names.ts';
import type {
  AgreementFormat,
  AgreementRequest,
  AgreementSaved,
} from '#core/contract/agreement.ts';
import { showHidden } from '#core/guards/labels.ts';

import { bridge } from '../bridge.ts';
import { Check, Radio } from '../controls/Check.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import type { AppState } from '../model/app-state.ts';
import type { ArticleModel } from '../model/article-model.ts';
import { exportErrorSentence } from '../model/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { AgreementReport } from './AgreementReport.tsx';
import { useAgreement } from './use-agreement.ts';
import './agreement.css';

type Scope = AgreementRequest['scope']['type'];

/** How well annotators agree on the article or its event, and the report as a file. */
export function AgreementSheet({ article }: { readonly article: ArticleModel }) {
  const workspace = useWorkspace();
  const events = useAppState((state) => state.library.events);
  const blind = useAppState((state) => state.isBlind);
  const version = useAppState((state) => state.articleVersion);
  const [left] = useState(() => leftFor(workspace.state, article));
  const [scope, setScope] = useState<Scope>(left?.shown.request.scope.type ?? 'article');
  const [measures, setMeasures] = useState<readonly RequestedMeasure[]>(
    left?.shown.request.measures ?? [],
  );
  const [chosen, setChosen] = useState(left?.chosen ?? 0);
  const [stopped, setStopped] = useState<readonly RequestedMeasure[]>([]);
  const moreMeasures = useRef<HTMLElement>(null);
  const { event } = article.summary.details;
  const eventTitle = events.find(({ id }) => id === event)?.title;
  const request = { scope: scopeOf(article, scope), measures: [...measures], blind };
  const { shown, problem, isWaiting } = useAgreement(request, {
    version,
    delay: 0,
    stops: true,
    known: left?.shown ?? null,
  });
  useEffect(() => {
    // Left by a figure, it is found again as it was, and nothing is computed twice.
    if (shown) workspace.store.set({ agreement: { shown, chosen } });
  }, [workspace, shown, chosen]);
  const isLate = useLate(isWaiting);
  const close = (): void => {
    workspace.closeDialog();
  };
  const stop = (): void => {
    void bridge.invoke('agreement:stop', undefined);
    // What was there before still stands; what was waited for is no longer asked for.
    const before = shown?.request.measures ?? [];
    setStopped(measures.filter((measure) => !before.includes(measure)));
    setMeasures(before);
    // The button goes, and with it the focus.
    moreMeasures.current?.focus();
  };
  return (
    <Dialog
      title="Agreement"
      className="wide"
      onClose={close}
      actions={
        <ExportLine
          request={request}
          isReady={shown !== null && shown.report !== null}
          onClose={close}
        />
      }
    >
      <fieldset className="choices-column">
        <legend>On what</legend>
        <Radio
          name="agreement-scope"
          isChosen={scope === 'article'}
          onChoose={() => {
            setStopped([]);
            setScope('article');
          }}
        >
          This article: “<bdi>{showHidden(article.summary.details.title)}</bdi>”
        </Radio>
        <Radio
          name="agreement-scope"
          isChosen={scope === 'event'}
          onChoose={() => {
            setStopped([]);
            setScope('event');
          }}
        >
          {eventTitle === undefined ? (
            'Articles without an event'
          ) : (
            <>
              This event: <bdi>{showHidden(eventTitle)}</bdi>
            </>
          )}
        </Radio>
      </fieldset>
      <details className="agreement-more-measures">
        <summary ref={moreMeasures}>
          More measures{measures.length === 0 ? '' : ` (${measures.length})`}
        </summary>
        <fieldset>
          <legend className="hint">Computed on request; γ can take minutes</legend>
          {REQUESTED_MEASURES.map((measure) => (
            <Check
              key={measure}
              isChecked={measures.includes(measure)}
              onChange={(isChecked) => {
                setStopped([]);
                setMeasures(
                  isChecked ? [...measures, measure] : measures.filter((one) => one !== measure),
                );
              }}
            >
              {MEASURE_NAMES[measure]}
            </Check>
          ))}
        </fieldset>
      </details>
      {isLate ? (
        <p className="agreement-progress">
          <progress aria-label="Computing the figures" /> Computing the figures…{' '}
          <button type="button" onClick={stop}>
            Stop
          </button>
        </p>
      ) : null}
      {stopped.length > 0 ? (
        <p role="alert" className="notice-line">
          Stopped: {stopped.map((measure) => MEASURE_NAMES[measure]).join(', ')} not computed. The
          other figures stand. Under “More measures” it can be started again; on one article it
          takes less time.
        </p>
      ) : null}
      {problem === '' ? null : (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      {shown ? (
        <AgreementReport shown={shown} isStale={isWaiting} chosen={chosen} onChoose={setChosen} />
      ) : null}
    </Dialog>
  );
}

function scopeOf(article: ArticleModel, scope: Scope): AgreementRequest['scope'] {
  return scope === 'article'
    ? { type: scope, articleId: article.id }
    : { type: scope, event: article.summary.details.event };
}

/** The sheet as it was left, where it was on this article or its event and nothing has changed since. */
function leftFor(
  { agreement, articleVersion, isBlind }: AppState,
  article: ArticleModel,
): AppState['agreement'] {
  if (agreement?.shown.version !== articleVersion) return null;
  const { scope, blind } = agreement.shown.request;
  const isSame = JSON.stringify(scope) === JSON.stringify(scopeOf(article, scope.type));
  return isSame && blind === isBlind ? agreement : null;
}

/** Milliseconds that figures may take before it is said that they are being computed. */
const PATIENCE = 1000;

function useLate(isWaiting: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => {
      setLate(true);
    }, PATIENCE);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [isWaiting]);
  return isLate;
}

const FORMATS: readonly (readonly [AgreementFormat, string])[] = [
  ['html', 'HTML…'],
  ['csv', 'CSV…'],
  ['json', 'JSON…'],
];

interface ExportLineProps {
  readonly request: AgreementRequest;
  readonly isReady: boolean;
  readonly onClose: () => void;
}

/** Writes the report as a file and says where it is. */
function ExportLine({ request, isReady, onClose }: ExportLineProps) {
  const workspace = useWorkspace();
  const isAnonymous = useAppState((state) => state.isAnonymous);
  const [hideNames, setHideNames] = useState(isAnonymous);
  const [isBusy, setBusy] = useState(false);
  const [done, setDone] = useState<AgreementSaved | null>(null);
  const [problem, setProblem] = useState('');
  const save = async (format: AgreementFormat): Promise<void> => {
    setBusy(true);
    setDone(null);
    setProblem('');
    const answer = await bridge.invoke('agreement:save', { ...request, format, hideNames });
    setBusy(false);
    if (answer.ok) {
      setDone(answer.value);
      workspace.say(`Exported the report to ${showHidden(answer.value.path)}.`);
    } else if (answer.error.type !== 'cancelled') setProblem(exportErrorSentence(answer.error));
  };
  return (
    <div className="agreement-export">
      {problem === '' ? null : (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      {done ? (
        <p className="hint">
          Exported the report to <bdi>{showHidden(done.path)}</bdi>.{' '}
          <button
            type="button"
            className="link"
            onClick={() => void bridge.invoke('shell:show-export', undefined)}
          >
            Show in folder
          </button>
        </p>
      ) : null}
      <div className="agreement-buttons">
        <Check isChecked={hideNames} onChange={setHideNames}>
          Replace names with “annotator 1”, “annotator 2”, …
        </Check>
        <span role="group" aria-label="Export the report">
          <span className="hint">{isBusy ? 'Exporting…' : 'Export as'}</span>{' '}
          {FORMATS.map(([format, label]) => (
            <button
              key={format}
              type="button"
              disabled={isBusy || !isReady}
              onClick={() => void save(format)}
            >
              {label}
            </button>
          ))}
        </span>
        <button type="button" className="primary" onClick={onClose}>
          Done
        </button>
      </div>
    </div>
  );
}
