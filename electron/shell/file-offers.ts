import { z } from 'zod';

import type { ImportError, ImportPreview } from '#core/contract/import.ts';
import type { Result } from '#core/result.ts';

/** What a second launch hands to the first. It comes from another process, so it is parsed. */
const HandedFiles = z.object({ files: z.array(z.string().min(1).max(4096)).max(10_000) });

/** Absolute paths, untrusted; empty when nothing sensible was handed over. */
export function parseHandedFiles(data: unknown): readonly string[] {
  const parsed = HandedFiles.safeParse(data);
  return parsed.success ? parsed.data.files : [];
}

/** Files named outside the window, shown to the analyst as soon as the window listens. */
export interface FileOffers {
  readonly offer: (paths: readonly string[]) => void;
  /** The window has drawn itself and listens. */
  readonly windowListens: () => void;
}

/** Keeps files that were named on the command line or by a second launch until the window listens. */
export function createFileOffers(options: {
  readonly preview: (paths: readonly string[]) => Promise<Result<ImportPreview, ImportError>>;
  readonly show: (preview: ImportPreview) => void;
  readonly failed: (error: unknown) => void;
}): FileOffers {
  let listens = false;
  let kept: string[] = [];
  const flush = (): void => {
    if (!listens || kept.length === 0) return;
    const paths = kept;
    kept = [];
    options.preview(paths).then((found) => {
      if (found.ok) options.show(found.value);
    }, options.failed);
  };
  return {
    offer: (paths) => {
      kept.push(...paths);
      flush();
    },
    windowListens: () => {
      listens = true;
      flush();
    },
  };
}
