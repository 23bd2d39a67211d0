import type { AGREEMENT_QUESTIONS } from '#core/contract/agreement.ts';
import { err, ok } from '#core/result.ts';

import type { Desktop } from '../../shell/dialogs.ts';
import type { Exchange } from './exchange.ts';
import type { HandlersOf } from './handler.ts';

export interface AgreementServices {
  readonly exchange: Exchange;
  readonly desktop: Desktop;
  /** Is told the path of a file that was written. */
  readonly written: (path: string) => void;
}

/** Reports how well annotators agree. */
export function agreementHandlers({
  exchange,
  desktop,
  written,
}: AgreementServices): HandlersOf<typeof AGREEMENT_QUESTIONS> {
  return {
    'agreement:report': async (request) => (await exchange()).agreement.report(request),
    'agreement:stop': async () => {
      (await exchange()).agreement.stop();
      return ok(null);
    },
    'agreement:save': async ({ format, ...request }) => {
      const { agreement } = await exchange();
      const path = await desktop.chooseReportPath('agreement', {
        fileName: agreement.fileName(request, format),
        format,
      });
      if (path === null) return err({ type: 'cancelled' });
      const saved = await agreement.save(request, format, path);
      if (saved.ok) written(saved.value.path);
      return saved;
    },
  };
}
