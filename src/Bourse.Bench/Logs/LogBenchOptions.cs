namespace Bourse.Bench.Logs;

/// <summary>What to measure of the embedded log.</summary>
/// <param name="Seconds">Length of each row.</param>
/// <param name="Folder">Where the logs are made, in folders of their own that are removed; empty is the system's temporary folder.</param>
public sealed record LogBenchOptions(double Seconds = 3, string Folder = "");
