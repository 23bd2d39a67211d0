import { useEffect, useState } from 'react';

import type { AgreementRequest } from '#core/contract/agreement.ts';

import { useWorkspace } from '../controls/use-workspace.ts';
import { afterAnswer, type AgreementState } from '../model/review/agreement.ts';
import type { ShownAgreement } from '../model/state/agreement-view.ts';

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

/** Asks how well annotators agree, again whenever the request changes. */
export function useAgreement(
  request: AgreementRequest,
  { version, delay, stops, known = null }: Options,
): AgreementState {
  const { agreement } = useWorkspace();
  const [state, setState] = useState<AgreementState>({
    shown: known,
    problem: '',
    isWaiting: false,
  });
  const key = JSON.stringify(request);
  useEffect(() => {
    const asked = JSON.parse(key) as AgreementRequest;
    let isCurrent = true;
    let isSent = false;
    const ask = async (): Promise<void> => {
      if (known?.version === version && JSON.stringify(known.request) === key) {
        setState({ shown: known, problem: '', isWaiting: false });
        return;
      }
      isSent = true;
      setState((before) => ({ ...before, isWaiting: true }));
      const answer = await agreement.ask(asked, version);
      isSent = false;
      if (isCurrent) setState((before) => afterAnswer(before, answer));
    };
    const timer = setTimeout(() => void ask(), delay);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      if (stops && isSent) agreement.stop();
    };
  }, [agreement, key, version, delay, stops, known]);
  return state;
}
