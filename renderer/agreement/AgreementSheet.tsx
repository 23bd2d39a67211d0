// How well people agree: the sheet, the report in it, and the line above the differences.
// The figures come from core/agreement; how a cell reads is in model/agreement-view.

import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';

import { REQUESTED_MEASURES } from '#core/agreement/measures/measure-names.ts';
import { MEASURE_NAMES } from '#core/agreement/report/page/html-names.ts';
import type { AgreementFormat } from '#core/contract/agreement.ts';
import { showHidden } from '#core/guards/labels.ts';

import { err } from '#core/result.ts';
import { Check, Radio } from '../controls/fields/Check.tsx';
import { Dialog } from '../controls/sheets/Dialog.tsx';
import {
  choiceOf,
  requestOf,
  sheetAsLeft,
  stopped,
  withMeasure,
  type AgreementChoice,
} from '../model/state/agreement-choice.ts';
import { exportErrorSentence } from '../model/state/messages.ts';
import type { ArticleModel } from '../model/state/article-model.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { AgreementReport } from './AgreementReport.tsx';
import { ExportLine } from './ExportLine.tsx';
import { LinkFigures } from './LinkFigures.tsx';
import { useAgreement } from './use-agreement.ts';
import './agreement.css';

const FORMATS: readonly (readonly [AgreementFormat, string])[] = [
  ['html', 'HTML…'],
  ['csv', 'CSV…'],
  ['json', 'JSON…'],
];

/** How well annotators agree on the article or its event, and the report as a file. */
export function AgreementSheet({ article }: { readonly article: ArticleModel }) {
  const workspace = useWorkspace();
  const blind = useAppState((state) => state.isBlind);
  const version = useAppState((state) => state.articleVersion);
  const [left] = useState(() => sheetAsLeft(workspace.state, article));
  const [choice, setChoice] = useState(() => choiceOf(left?.shown.request));
  const [chosen, setChosen] = useState(left?.chosen ?? 0);
  const moreMeasures = useRef<HTMLElement>(null);
  const request = requestOf(choice, article, blind);
  const { shown, problem, isWaiting } = useAgreement(request, {
    version,
    delay: 0,
    stops: true,
    known: left?.shown ?? null,
  });
  useEffect(() => {
    if (shown) workspace.agreement.keepSheet({ shown, chosen });
  }, [workspace, shown, chosen]);
  const close = (): void => {
    workspace.dialogs.close();
  };
  const stop = (): void => {
    workspace.agreement.stop();
    setChoice(stopped(choice, shown?.request.measures ?? []));
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
          formats={FORMATS}
          isReady={shown !== null && shown.report !== null}
          save={async (format, hideNames) => {
            const answer = await workspace.agreement.save({ ...request, format, hideNames });
            if (answer.ok) return answer;
            const { error } = answer;
            return err(error.type === 'cancelled' ? '' : exportErrorSentence(error));
          }}
          onClose={close}
        />
      }
    >
      <ScopeChoice article={article} choice={choice} onChange={setChoice} />
      <MeasuresChoice summary={moreMeasures} choice={choice} onChange={setChoice} />
      <Computing isWaiting={isWaiting} onStop={stop} />
      {choice.stopped.length > 0 ? (
        <p role="alert" className="notice-line">
          Stopped: {choice.stopped.map((measure) => MEASURE_NAMES[measure]).join(', ')} not
          computed. The other figures stand. Under “More measures” it can be started again; on one
          article it takes less time.
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
      {shown && shown.links.length > 0 ? <LinkFigures shown={shown} /> : null}
    </Dialog>
  );
}

interface ChoiceProps {
  readonly choice: AgreementChoice;
  readonly onChange: (choice: AgreementChoice) => void;
}

/** The article on screen, or every article of its event. */
function ScopeChoice({
  article,
  choice,
  onChange,
}: ChoiceProps & { readonly article: ArticleModel }) {
  const events = useAppState((state) => state.library.events);
  const { title, event } = article.summary.details;
  const eventTitle = events.find(({ id }) => id === event)?.title;
  const radio = (scope: AgreementChoice['scope'], label: ReactNode) => (
    <Radio
      name="agreement-scope"
      isChosen={choice.scope === scope}
      onChoose={() => {
        onChange({ ...choice, scope, stopped: [] });
      }}
    >
      {label}
    </Radio>
  );
  return (
    <fieldset className="choices-column">
      <legend>On what</legend>
      {radio(
        'article',
        <>
          This article: “<bdi>{showHidden(title)}</bdi>”
        </>,
      )}
      {radio(
        'event',
        eventTitle === undefined ? (
          'Articles without an event'
        ) : (
          <>
            This event: <bdi>{showHidden(eventTitle)}</bdi>
          </>
        ),
      )}
    </fieldset>
  );
}

interface MeasuresChoiceProps extends ChoiceProps {
  /** What opens and closes the list. */
  readonly summary: RefObject<HTMLElement | null>;
}

/** The measures that are computed only where somebody wants them. */
function MeasuresChoice({ summary, choice, onChange }: MeasuresChoiceProps) {
  const { measures } = choice;
  return (
    <details className="agreement-more-measures">
      <summary ref={summary}>
        More measures{measures.length === 0 ? '' : ` (${measures.length})`}
      </summary>
      <fieldset>
        <legend className="hint">Computed on request; γ can take minutes</legend>
        {REQUESTED_MEASURES.map((measure) => (
          <Check
            key={measure}
            isChecked={measures.includes(measure)}
            onChange={(isChecked) => {
              onChange(withMeasure(choice, measure, isChecked));
            }}
          >
            {MEASURE_NAMES[measure]}
          </Check>
        ))}
      </fieldset>
    </details>
  );
}

interface ComputingProps {
  readonly isWaiting: boolean;
  readonly onStop: () => void;
}

/** Says that figures are being computed, where that takes long, and stops it. */
function Computing({ isWaiting, onStop }: ComputingProps) {
  return useLate(isWaiting) ? (
    <p className="agreement-progress">
      <progress aria-label="Computing the figures" /> Computing the figures…{' '}
      <button type="button" onClick={onStop}>
        Stop
      </button>
    </p>
  ) : null;
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
