using System.Runtime.Versioning;

[assembly: UnsupportedOSPlatform("windows")]
// A fleet is some twenty processes: two at once are a test of their own, more would only be slow.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
