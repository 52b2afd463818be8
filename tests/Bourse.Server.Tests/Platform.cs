using System.Runtime.Versioning;

// File modes and signals are those of Unix.
[assembly: UnsupportedOSPlatform("windows")]
