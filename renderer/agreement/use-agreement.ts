import { useEffect, useState } from 'react';

import type { AgreementRequest } from '#core/contract/agreement.ts';
import { fromJsonText } from '#core/guards/transfer.ts';

import { bridge } from '../bridge.ts';
import { agreementErrorSentence } from '../model/state/messages.ts';
import type { ShownAgreement } from '../model/state/agreement-view.ts';

export interface AgreementState {
  /** The last report that came; an older one stands until the next is there. */
  readonly shown: ShownAgreement | null;
  /** Why there is none. */
  readonly problem: string;
  readonly isWaiting: boolean;
}

interface Options {
  /** Changes with anything that the report depends on besides the request. */
  readonly version: number;
  /** Milliseconds without a change before it is asked for. */
  readonly delay: number;
  /** Whether figures that nobody waits for any more are stopped. */
  readonly stops: boolean;
  /** An answer that is at hand. */
  readonly known?: ShownAgreement | null;
}

/** Asks how well annotators agree, again whenever the request changes; `null` asks nothing. */
export function useAgreement(
  request: AgreementRequest | null,
  { version, delay, stops, known = null }: Options,
): AgreementState {
  const [state, setState] = useState<AgreementState>({
    shown: known,
    problem: '',
    isWaiting: false,
  });
  const key = JSON.stringify(request);
  useEffect(() => {
    const asked = JSON.parse(key) as AgreementRequest | null;
    if (!asked) return;
    let isCurrent = true;
    let isSent = false;
    const ask = async (): Promise<void> => {
      if (known?.version === version && JSON.stringify(known.request) === key) {
        setState({ shown: known, problem: '', isWaiting: false });
        return;
      }
      isSent = true;
      setState((before) => ({ ...before, isWaiting: true }));
      const answer = await bridge.invoke('agreement:report', asked);
      isSent = false;
      if (!isCurrent) return;
      if (!answer.ok) {
        const { error } = answer;
        setState(({ shown }) => ({
          // Stopped, what was there before still stands.
          shown: error.type === 'stopped' ? shown : null,
          problem: agreementErrorSentence(error),
          isWaiting: false,
        }));
        return;
      }
      const report = answer.value.report && fromJsonText(answer.value.report);
      setState({
        shown: { ...answer.value, report, request: asked, version },
        problem: '',
        isWaiting: false,
      });
    };
    const timer = setTimeout(() => void ask(), delay);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      if (stops && isSent) void bridge.invoke('agreement:stop', undefined);
    };
  }, [key, version, delay, stops, known]);
  return state;
}
