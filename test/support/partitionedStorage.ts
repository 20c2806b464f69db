// Playwright's default list (1.65) without ThirdPartyStoragePartitioning: released browsers
// partition storage.
const switchedOff =
  'AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,AvoidCorsURLLoaderRestartOnRedirect,TcpPortRandomizationWin,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,msForceBrowserSignIn,msEdgeUpdateLaunchServicesPreferredVersion';
const playwrightsList = switchedOff.replace(
  'PaintHolding,',
  'PaintHolding,ThirdPartyStoragePartitioning,',
);

/**
 * Options of a Chromium that partitions the storage of frames, which Playwright switches off. A
 * frame of another site has no storage at all where that is off and third-party cookies are
 * blocked.
 */
export const partitionedStorage = {
  ignoreDefaultArgs: [`--disable-features=${playwrightsList}`],
  args: [`--disable-features=${switchedOff}`],
} as const;
