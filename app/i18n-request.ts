import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { formattingTag, localeCookie, pickLocale, type Locale } from '#lib/i18n/locales.ts';
import { messagesOf } from '#lib/i18n/messages-of.ts';
import { throwOnMessageError } from '#lib/i18n/translate.ts';

/** next-intl's configuration of one request: a choice made earlier, then the browser, then English. */
export default getRequestConfig(async () => {
  const locale = pickLocale({
    chosen: (await cookies()).get(localeCookie)?.value,
    acceptLanguage: (await headers()).get('accept-language'),
  });
  return {
    locale: formattingTag(locale) as Locale,
    messages: messagesOf(locale),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: new Date(),
    onError: throwOnMessageError,
  };
});
