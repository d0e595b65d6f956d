import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foreignVariables } from '../../../../main/electron/start/foreign-environment.ts';

const found = (...names: string[]) => foreignVariables(Object.fromEntries(names.map((name) => [name, '1'])));

/** Read by Electron, Chromium and Node before the app's code. */
const early = [
  'SBX_HELPER_PID',
  ...[
    'ELECTRON_DISABLE_SANDBOX',
    'ELECTRON_LOG_FILE',
    'ELECTRON_ENABLE_LOGGING',
    'ELECTRON_RUN_AS_NODE',
    'ELECTRON_TRASH',
  ],
  ...['ELECTRON_FORCE_IS_PACKAGED', 'ELECTRON_ENABLE_STACK_DUMPING', 'ELECTRON_PROFILE_INIT_SCRIPTS', 'ELECTRON_NEW'],
  ...[
    'NODE_OPTIONS',
    'NODE_DEBUG',
    'NODE_DEBUG_NATIVE',
    'NODE_EXTRA_CA_CERTS',
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'NODE_PATH',
  ],
  ...[
    'NODE_COMPILE_CACHE',
    'NODE_V8_COVERAGE',
    'NODE_CHANNEL_FD',
    'NODE_UNIQUE_ID',
    'NODE_USE_ENV_PROXY',
    'NODE_ICU_DATA',
  ],
  ...['CHROME_DEVEL_SANDBOX', 'CHROME_LOG_FILE', 'CHROME_CONFIG_HOME', 'BREAKPAD_DUMP_LOCATION', 'SSLKEYLOGFILE'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'SSL_DIR', 'OPENSSL_CONF', 'OPENSSL_MODULES', 'UV_THREADPOOL_SIZE', 'ICU_DATA'],
  ...['NSS_DEFAULT_DB_TYPE', 'NSPR_LOG_FILE', 'NSPR_LOG_MODULES', 'P11_KIT_DEBUG', 'node_debug', 'SslKeyLogFile'],
];

/** Read later, by libraries. */
const late = [
  ...[
    'GTK_MODULES',
    'GTK3_MODULES',
    'GTK_PATH',
    'GTK_DEBUG',
    'GTK_IM_MODULE_FILE',
    'GDK_PIXBUF_MODULE_FILE',
    'GDK_DEBUG',
  ],
  ...['GIO_MODULE_DIR', 'GIO_EXTRA_MODULES', 'G_MESSAGES_DEBUG', 'G_DEBUG', 'GCONV_PATH', 'LOCPATH', 'HOSTALIASES'],
  ...['RES_OPTIONS', 'LOCALDOMAIN', 'SECRET_BACKEND', 'SECRET_FILE_TEST_PATH', 'KRB5_TRACE', 'GSS_MECH_CONFIG'],
  ...['ALSA_CONFIG_PATH', 'SPA_PLUGIN_DIR', 'LADSPA_PATH', 'PIPEWIRE_MODULE_DIR', 'PULSE_SCRIPT', 'PULSE_DLPATH'],
  ...[
    'LIBGL_DRIVERS_PATH',
    '__EGL_VENDOR_LIBRARY_FILENAMES',
    'VK_ICD_FILENAMES',
    'DEBUG',
    'DEBUG_FD',
    'GOOGLE_API_KEY',
  ],
  ...[
    'NODE_ENV',
    'CHROME_DESKTOP',
    'GBM_BACKENDS_PATH',
    'XLOCALEDIR',
    'XLOCALELIBDIR',
    'LIBDECOR_PLUGIN_DIR',
    'DRIRC_CONFIGDIR',
  ],
];

/** What desktops, sessions and users need. */
const kept = [
  ...[
    'PATH',
    'HOME',
    'USER',
    'SHELL',
    'LANG',
    'LANGUAGE',
    'LC_ALL',
    'LC_MESSAGES',
    'LC_NUMERIC',
    'LC_TIME',
    'TZ',
    'TMPDIR',
    'DISPLAY',
    'WAYLAND_DISPLAY',
    'XAUTHORITY',
  ],
  ...[
    'DBUS_SESSION_BUS_ADDRESS',
    'DBUS_SYSTEM_BUS_ADDRESS',
    'XDG_RUNTIME_DIR',
    'XDG_CURRENT_DESKTOP',
    'XDG_SESSION_TYPE',
  ],
  ...[
    'GTK_IM_MODULE',
    'GTK_THEME',
    'QT_IM_MODULE',
    'XMODIFIERS',
    'GDK_SCALE',
    'GDK_BACKEND',
    'GIO_USE_VFS',
    'GSETTINGS_BACKEND',
  ],
  ...[
    'PULSE_SERVER',
    'PULSE_COOKIE',
    'PIPEWIRE_REMOTE',
    'KRB5_CONFIG',
    'KRB5CCNAME',
    'https_proxy',
    'NO_PROXY',
    'auto_proxy',
  ],
  ...[
    'ELECTRON_OZONE_PLATFORM_HINT',
    'LD_LIBRARY_PATH',
    'LD_PRELOAD',
    'APPDATA',
    'SystemRoot',
    'GNOME_KEYRING_CONTROL',
  ],
  ...['SBX_CHROME_API_RQ', 'NODES', 'XNODE_DEBUG', 'GTKX', 'SSL', 'SWITCHHOOK_DESKTOP'],
];

for (const name of early) {
  test(`${name} is foreign, and has acted by then`, () => assert.deepEqual(found(name), { early: [name], late: [] }));
}
for (const name of late) {
  test(`${name} is foreign, and good for nothing once it is taken away`, () =>
    assert.deepEqual(found(name), { early: [], late: [name] }));
}
test('what desktops and users need is not', () => assert.deepEqual(found(...kept), { early: [], late: [] }));
