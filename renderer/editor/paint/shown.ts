import type { FrozenText } from '../text/frozen-text.ts';
import type { SurfaceModel } from './surface-model.ts';

/** The article on screen and what is shown over it. The surface replaces the model; its parts read. */
export interface Shown {
  readonly text: FrozenText;
  readonly model: SurfaceModel;
}
