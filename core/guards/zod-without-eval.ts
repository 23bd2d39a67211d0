import { z } from 'zod';

// zod would compile its checks with `new Function`, which the window's content policy forbids.
z.config({ jitless: true });
