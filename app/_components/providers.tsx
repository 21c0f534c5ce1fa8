'use client';

import {
  createTheme,
  DirectionProvider,
  MantineProvider,
  type MantineColorSchemeManager,
} from '@mantine/core';
import { NextIntlClientProvider, useLocale, useMessages, useTimeZone } from 'next-intl';
import type { ReactNode } from 'react';
import { throwOnMessageError } from '#lib/i18n/translate.ts';
import type { Direction } from '#lib/i18n/locales.ts';

const theme = createTheme({ fontFamily: 'inherit', cursorType: 'pointer', respectReducedMotion: true });

/** Colours follow the system through our own tokens (globals.css); nothing is kept in the browser's storage. */
const colorScheme: MantineColorSchemeManager = {
  get: () => 'light',
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};

/** Mantine without its inline style tags, so that `style-src 'self'` holds; its variables come from a file. */
export function Providers({
  direction,
  children,
}: {
  readonly direction: Direction;
  readonly children: ReactNode;
}) {
  return (
    <StrictMessages>
      <DirectionProvider initialDirection={direction} detectDirection={false}>
        <MantineProvider
          theme={theme}
          colorSchemeManager={colorScheme}
          forceColorScheme="light"
          withCssVariables={false}
          withGlobalClasses={false}
        >
          {children}
        </MantineProvider>
      </DirectionProvider>
    </StrictMessages>
  );
}

/** `onError` is a function and does not cross from server to browser: it is set again here. */
function StrictMessages({ children }: { readonly children: ReactNode }) {
  const timeZone = useTimeZone();
  return (
    <NextIntlClientProvider
      locale={useLocale()}
      messages={useMessages()}
      {...(timeZone === undefined ? {} : { timeZone })}
      onError={throwOnMessageError}
    >
      {children}
    </NextIntlClientProvider>
  );
}
