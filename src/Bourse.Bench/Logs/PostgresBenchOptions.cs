namespace Bourse.Bench.Logs;

/// <summary>What to measure of the log in PostgreSQL.</summary>
/// <param name="Seconds">Length of each row.</param>
/// <param name="Folder">Where the server's data are made; empty is the system's temporary folder.</param>
/// <param name="WithStandby">Whether every commit, of all rows alike, waits for a synchronous standby.</param>
public sealed record PostgresBenchOptions(double Seconds = 5, string Folder = "", bool WithStandby = true);
