import { useEffect, useRef } from 'react';

import { ArticleSurface, type SurfaceOptions } from './article-surface.ts';

/** What an `ArticleEditor` is made of; what it shows is told to the surface. */
export interface ArticleEditorProps extends Omit<SurfaceOptions, 'container'> {
  /** Called with the surface once it stands in the page, and with `null` before it goes. */
  readonly onSurface: (surface: ArticleSurface | null) => void;
}

/**
 * Mounts an `ArticleSurface`. The props are read once: a surface is long-lived and is spoken to by
 * its methods, so that ten thousand tags never pass through a render. A new `key` makes a new one.
 */
export function ArticleEditor(props: ArticleEditorProps): React.JSX.Element {
  const container = useRef<HTMLDivElement>(null);
  const initial = useRef(props);
  useEffect(() => {
    if (!container.current) return undefined;
    const { onSurface, ...options } = initial.current;
    const surface = new ArticleSurface({ ...options, container: container.current });
    onSurface(surface);
    return () => {
      onSurface(null);
      surface.destroy();
    };
  }, []);
  return <div ref={container} />;
}
