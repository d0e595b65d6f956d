/** Variables that a part of the app reads, and by which somebody else would decide what it does. */
interface Family {
  readonly names: RegExp;
  /** Of these, what desktops and users set for what they see and hear. */
  readonly kept?: RegExp;
  /** Read before the first line of the app's own code runs. */
  readonly early: boolean;
}

/**
 * Of each library in the app all variables are foreign but those that are named, because each version reads others. Not listed is
 * `LD_*`: whoever can set it has had code of theirs run already.
 *
 * Sources: the pages on environment variables of Electron, Node (`node --help`), GTK 3 and 4, GLib, NSS, libsecret, MIT Kerberos,
 * PulseAudio, PipeWire and ALSA; getenv in Chromium's base, content, sandbox, net and services/network; environ(7) and
 * resolv.conf(5) for the C library.
 */
const families: readonly Family[] = [
  // It tells which display to use in Electron up to 37, and nothing in later ones.
  { names: /^ELECTRON_/, kept: /^ELECTRON_OZONE_PLATFORM_HINT$/, early: true },
  // The name of the environment is read by libraries only.
  { names: /^NODE_/, kept: /^NODE_(ENV|VERSION)$/, early: true },
  // Where a program that was started by such an app has it from.
  { names: /^CHROME_/, kept: /^CHROME_DESKTOP$/, early: true },
  {
    names: /^(CHROMIUM|BREAKPAD|CRASHPAD|V8|UV|ICU|OPENSSL|SSL|PERFETTO|ASAN|UBSAN|TSAN)_|^(SSLKEYLOGFILE|ICUDATA)$/,
    early: true,
  },
  // Chromium sets the one that is kept itself, where its setuid sandbox is installed and the kernel lets users make no namespaces.
  { names: /^SBX_/, kept: /^SBX_CHROME_API_RQ$/, early: true },
  { names: /^(NSS|NSPR|PKCS11|P11_KIT|SOFTHSM2?|OPENSC|GNUTLS)_/, early: true },
  { names: /^(NODE_(ENV|VERSION)|CHROME_DESKTOP|GOOGLE_(API_KEY|DEFAULT_CLIENT_(ID|SECRET)))$/, early: false },
  { names: /^(DEBUG|DEBUG_.*|FORCE_COLOR|NODE)$/, early: false },
  {
    names: /^(GTK|GTK[234])_|^UBUNTU_MENUPROXY$/,
    kept: /^GTK_(IM_MODULE|THEME|CSD|USE_PORTAL|OVERLAY_SCROLLING|A11Y)$/,
    early: false,
  },
  { names: /^GDK_/, kept: /^GDK_(SCALE|DPI_SCALE|BACKEND|CORE_DEVICE_EVENTS)$/, early: false },
  { names: /^(G|GOBJECT|GI|GST|GSK|PANGO)_/, kept: /^G_(FILENAME_ENCODING|BROKEN_FILENAMES)$/, early: false },
  { names: /^GIO_/, kept: /^GIO_(USE_VFS|LAUNCHED_DESKTOP_FILE(_PID)?)$/, early: false },
  { names: /^(ALSA|SPA|LADSPA|LV2)_/, early: false },
  {
    names: /^PULSE_/,
    kept: /^PULSE_(SERVER|COOKIE|SINK|SOURCE|RUNTIME_PATH|LATENCY_MSEC|PROP(_.*)?)$/,
    early: false,
  },
  { names: /^PIPEWIRE_/, kept: /^PIPEWIRE_(REMOTE|RUNTIME_DIR|NODE|LATENCY|PROPS)$/, early: false },
  { names: /^(SECRET|LIBSECRET)_/, early: false },
  // Names of its files are an administrator's; what traces it is not.
  { names: /^(KRB5|GSS|GSSAPI|SASL)_/, kept: /^KRB5_(CONFIG|KTNAME|CLIENT_KTNAME)$/, early: false },
  {
    names: /^(LIBGL|MESA|EGL|VK|ANGLE|GALLIUM|LIBVA|VDPAU|__EGL|__GLX?|LIBDECOR|DRIRC)_|^GBM_BACKENDS_PATH$/,
    early: false,
  },
  // Xlib loads modules from there.
  { names: /^XLOCALE(LIB)?DIR$/, early: false },
  {
    names:
      /^(GCONV_PATH|LOCPATH|NLSPATH|GETCONF_DIR|MALLOC_.*|GLIBC_TUNABLES|RESOLV_.*|RES_OPTIONS|LOCALDOMAIN|HOSTALIASES|NIS_PATH)$/,
    early: false,
  },
];

export interface ForeignVariables {
  /** Have acted by the time that the app's code runs, so that only a start without them undoes it. */
  readonly early: readonly string[];
  /** Are good for nothing once they are taken away. */
  readonly late: readonly string[];
}

/** The names in an environment that have no say in the app; case counts nowhere, because it does not on Windows. */
export function foreignVariables(env: Readonly<Record<string, string | undefined>>): ForeignVariables {
  const names = Object.keys(env);
  const isIn = (early: boolean) => (name: string) =>
    families.some((family) => family.early === early && belongs(family, name.toUpperCase()));
  return { early: names.filter(isIn(true)), late: names.filter(isIn(false)) };
}

function belongs({ names, kept }: Family, name: string): boolean {
  return names.test(name) && kept?.test(name) !== true;
}
