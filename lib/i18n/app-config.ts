import type { Locale } from './locales.ts';
import type { Messages } from './messages-of.ts';

/** Makes a wrong key or a missing argument a compile error wherever next-intl or use-intl is used. */
declare module 'use-intl/core' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
