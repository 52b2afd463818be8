namespace Bourse.Drills.Reports;

/// <summary>The longest time between two acks of one group of clients.</summary>
/// <param name="Window">What went on meanwhile.</param>
/// <param name="Clients">Where the clients of the group begin.</param>
public sealed record GapRow(string Window, string Clients, double GapMs);
