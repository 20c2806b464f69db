import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { HeaderFields, Rules } from '../../../scripts/build/headers';
import { headerFiles, rulesFor } from '../../../scripts/build/headers';
import {
  authorities,
  framePolicyOf,
  policyOf,
  type BuiltPage,
} from '../../../scripts/build/policy';
import { readSettings } from '../../../scripts/build/settings';
import { repositoryRoot } from '../manifestElements';

const settings = readSettings('', {});
const pages = [
  'taskpane',
  'auth-start',
  'auth-end',
  'redirect',
  'blank',
  'assets',
] as const satisfies readonly BuiltPage[];
const files = [
  'taskpane.html',
  'auth-start.html',
  'auth-end.html',
  'redirect.html',
  'blank.html',
  'index.html',
  'manifest.xml',
  'msal.0123abcd.js',
  'msal.0123abcd.js.LICENSE.txt',
  'assets/icon-16.png',
  'assets/support.html',
];
const rules = rulesFor(files, settings);
const written = headerFiles(files, settings);
const of = (file: string): HeaderFields => rules.files[`/${file}`] ?? {};

/** The rules, read back out of each file by its own grammar. */
const readBack: Readonly<Record<string, (text: string) => Omit<Rules, 'icons'>>> = {
  'staticwebapp.config.json': (text) => {
    const { globalHeaders, routes } = JSON.parse(text) as {
      readonly globalHeaders: HeaderFields;
      readonly routes: readonly { readonly route: string; readonly headers: HeaderFields }[];
    };
    return {
      everywhere: globalHeaders,
      files: Object.fromEntries(routes.map(({ route, headers }) => [route, headers])),
    };
  },
  _headers: (text) => {
    const blocks = text
      .trim()
      .split('\n\n')
      .map((block) => {
        const [path = '', ...lines] = block.split('\n');
        return [
          path,
          Object.fromEntries(
            lines.map((line) => /^ {2}([\w-]+): (.*)$/.exec(line)?.slice(1) ?? []),
          ),
        ] as const;
      });
    const { '/*': everywhere = {}, ...rest } = Object.fromEntries(blocks) as Record<
      string,
      HeaderFields
    >;
    return { everywhere, files: rest };
  },
  'nginx.conf': (text) => {
    const added = (part: string): HeaderFields =>
      Object.fromEntries(
        [...part.matchAll(/add_header ([\w-]+) "([^"]*)"(?: always)?;/g)].map(
          ([, name = '', value = '']) => [name, value],
        ),
      );
    const everywhere = added(text.slice(0, text.indexOf('\nlocation')));
    const own = (headers: HeaderFields): HeaderFields =>
      Object.fromEntries(
        Object.entries(headers).filter(([name, value]) => everywhere[name] !== value),
      );
    return {
      everywhere,
      files: Object.fromEntries(
        [...text.matchAll(/location = (\S+) \{([^}]*)\}/g)].map(([, path = '', part = '']) => [
          path,
          own(added(part)),
        ]),
      ),
    };
  },
};

describe('the files for hosts', () => {
  it.each(Object.keys(readBack))('%s says what the one source says', (name) => {
    const read = readBack[name]?.(written[name] ?? '');
    expect(read).toMatchObject({ everywhere: rules.everywhere, files: rules.files });
    // Nothing else, but for the other paths of pages.
    const paths = Object.keys(read?.files ?? {}).map((path) =>
      path === '/' ? '/index' : path.replace(/\.html$|\/$/, ''),
    );
    const known = Object.keys(rules.files).map((path) => path.replace(/\.html$/, ''));
    expect(new Set(paths.filter((path) => !path.endsWith('.png')))).toEqual(new Set(known));
  });

  it.each(['staticwebapp.config.json', '_headers'])(
    '%s protects a page also where the host serves it without its extension',
    (name) => {
      const { files: read } = readBack[name]?.(written[name] ?? '') ?? rules;
      for (const page of files.filter((file) => file.endsWith('.html'))) {
        const path = `/${page.replace(/\.html$/, '')}`;
        expect(read[path]?.['Content-Security-Policy']).toContain('frame-ancestors');
        expect([read[path], read[`${path}/`]]).toEqual([read[`/${page}`], read[`/${page}`]]);
      }
      expect(read['/']).toEqual(read['/index.html']);
    },
  );

  it('let Office keep an icon, also where the host would add a Cache-Control of its own', () => {
    const icon = '/assets/icon-16.png';
    for (const name of ['staticwebapp.config.json', '_headers']) {
      const { files: read } = readBack[name]?.(written[name] ?? '') ?? rules;
      expect(read[icon]).toEqual({ 'Cache-Control': 'public, max-age=86400' });
    }
    // nginx adds none, which is what Microsoft asks for.
    expect(written['nginx.conf']).not.toContain(icon);
  });

  it('nginx repeats in each location what is sent everywhere: it would be forgotten there', () => {
    for (const [, part = ''] of (written['nginx.conf'] ?? '').matchAll(
      /location = \S+ \{([^}]*)\}/g,
    )) {
      for (const name of Object.keys(rules.everywhere)) {
        expect(part).toContain(`add_header ${name} `);
      }
    }
  });

  it('nginx lets only a file that is there be kept: a failure would be kept for a year', () => {
    const added = (written['nginx.conf'] ?? '').match(/add_header .*/g) ?? [];
    for (const line of added) {
      expect(line.endsWith(' always;')).toBe(!line.startsWith('add_header Cache-Control '));
    }
  });

  it('nginx gets a certificate in the guide: it does not start without one', () => {
    const guide = readFileSync(new URL('docs/administrators.md', repositoryRoot), 'utf8');
    const [server = ''] = /server \{[^}]*\}/.exec(guide) ?? [];
    expect(server).toContain('listen 443 ssl;');
    expect(server).toMatch(/ssl_certificate \S+;\n\s+ssl_certificate_key \S+;/);
  });

  it('no header stands in both lists: hosts would join the two', () => {
    const common = Object.keys(rules.everywhere);
    for (const headers of Object.values(rules.files)) {
      for (const name of Object.keys(headers)) expect(common).not.toContain(name);
    }
  });
});

describe('headers', () => {
  it('keep connections safe, types as they are, addresses to themselves, and devices out of reach', () => {
    expect(rules.everywhere).toMatchObject({
      'Strict-Transport-Security': 'max-age=31536000',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    });
    expect(rules.everywhere['Permissions-Policy']).toMatch(/^(?:[a-z-]+=\(\)(?:, )?)+$/);
  });

  it('isolate no page: a sign-in window must be able to answer', () => {
    const names = [rules.everywhere, ...Object.values(rules.files)]
      .flatMap(Object.keys)
      .map((name) => name.toLowerCase());
    for (const name of [
      'cross-origin-opener-policy',
      'cross-origin-embedder-policy',
      'x-frame-options',
    ]) {
      expect(names).not.toContain(name);
    }
  });

  it('let hashed files be kept for ever, pages and the manifest not at all, and say nothing of icons', () => {
    for (const file of ['msal.0123abcd.js', 'msal.0123abcd.js.LICENSE.txt']) {
      expect(of(file)).toEqual({ 'Cache-Control': 'public, max-age=31536000, immutable' });
    }
    for (const file of ['assets/icon-16.png', 'assets/icon.svg']) expect(of(file)).toEqual({});
    expect(of('manifest.xml')).toEqual({ 'Cache-Control': 'no-cache' });
    for (const file of files.filter((each) => each.endsWith('.html'))) {
      expect(of(file)['Cache-Control']).toBe('no-cache');
    }
  });
});

describe('the policy of a page', () => {
  it.each(pages)(
    '%s runs no script that stands inline or is evaluated, and loads nothing that is not named',
    (page) => {
      const policy = policyOf(page, settings);
      expect(policy).toMatch(/^default-src 'none'; /);
      expect(policy).toContain("base-uri 'none'; form-action 'none'");
      const script = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
      expect(script).not.toMatch(/unsafe|\*|data:|http:/);
      for (const source of script.split(' ').filter((each) => each.startsWith('https:'))) {
        expect(source).toMatch(
          /^https:\/\/(?:appsforoffice|officeapis)\.[a-z.]+\.(?:com|net|microsoft)$/,
        );
      }
    },
  );

  it.each(['taskpane', 'auth-start', 'auth-end'] as const)(
    '%s may load office.js from the server of each cloud, named where administrators read',
    (page) => {
      const script = /script-src ([^;]*)/.exec(policyOf(page, settings))?.[1]?.split(' ');
      const guide = readFileSync(new URL('docs/administrators.md', repositoryRoot), 'utf8');
      const readme = readFileSync(new URL('scripts/package/README.txt', repositoryRoot), 'utf8');
      for (const [address, origin] of guide.matchAll(/(https:\/\/[a-z.]+)\/[\w/]*office\.js/g)) {
        expect(script).toContain(origin);
        expect(readme).toContain(address);
      }
      for (const server of ['microsoft.com', 'gcc.cdn.office.net', 'gcch.cdn.office.net']) {
        expect(script).toContain(`https://appsforoffice.${server}`);
      }
      expect(script).toContain('https://appsforoffice.dod.cdn.office.net');
      expect(script).toContain('https://officeapis.public.onecdn.static.microsoft');
    },
  );

  it('the pane reaches sign-in and Graph, those of its cloud too', () => {
    const government = readSettings('', {
      AUTHORITY: 'https://login.contoso.us/organizations',
      GRAPH_ROOT: 'https://graph.contoso.us/v1.0',
    });
    expect(policyOf('taskpane', settings)).toContain(
      "connect-src 'self' https://login.microsoftonline.com https://login.microsoftonline.us https://graph.microsoft.com https://graph.microsoft.us https://dod-graph.microsoft.us;",
    );
    expect(policyOf('taskpane', government)).toMatch(
      /connect-src [^;]*https:\/\/login\.contoso\.us [^;]*https:\/\/graph\.contoso\.us;/,
    );
    expect(authorities(government)).toEqual([
      'https://login.microsoftonline.com',
      'https://login.microsoftonline.us',
      'https://login.contoso.us',
    ]);
  });

  it('the pane stands in frames of Excel only, the windows of sign-in in none', () => {
    expect(framePolicyOf('taskpane')).toContain('https://*.officeapps.live.com');
    // Microsoft's list for pages in Teams has both names; the third is the US Government's.
    expect(framePolicyOf('taskpane')).toContain(
      ' https://teams.microsoft.com https://*.teams.microsoft.com https://*.teams.microsoft.us ',
    );
    for (const source of framePolicyOf('taskpane').split(' ').slice(1)) {
      expect(source).toMatch(/^('self'|https:\/\/(\*\.)?[a-z0-9.-]+\.(com|us|microsoft))$/);
    }
    expect(framePolicyOf('auth-start')).toBe("frame-ancestors 'none'");
    expect(framePolicyOf('auth-end')).toBe("frame-ancestors 'none'");
  });
});
