import { fileURLToPath } from 'node:url';
import CopyPlugin from 'copy-webpack-plugin';
import HtmlPlugin from 'html-webpack-plugin';
import configure from '../../webpack.config.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The pane's own rules, for a page that shows the real pane in every state: reports/gallery/gallery.html. */
export default (env, options) => {
  const {
    target,
    resolve,
    module,
    performance,
    optimization: { minimizer },
  } = configure(env, options);
  return {
    mode: options.mode ?? 'production',
    target,
    resolve,
    module,
    performance,
    optimization: { minimizer },
    devtool: false,
    entry: { gallery: here('gallery.ts') },
    output: {
      path: here('../../reports/gallery'),
      filename: '[name].js',
      clean: true,
      publicPath: '',
    },
    plugins: [
      new CopyPlugin({ patterns: [{ from: here('../../assets/icon.svg'), to: 'assets' }] }),
      new HtmlPlugin({
        filename: 'gallery.html',
        template: here('gallery.html'),
        scriptLoading: 'defer',
      }),
    ],
  };
};
