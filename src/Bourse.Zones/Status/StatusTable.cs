using System.Globalization;

namespace Bourse.Zones.Status;

/// <summary>A status as a table of text.</summary>
internal static class StatusTable
{
    private static readonly string[] Heads =
        ["zone", "part", "process", "state", "role", "position", "lag", "address", ""];

    public static string Format(FleetStatus status)
    {
        List<string[]> rows = [Heads, .. status.Parts.Select(Row)];
        int[] widths = [.. Heads.Select((_, column) => rows.Max(row => row[column].Length))];
        IEnumerable<string> lines = rows.Select(row =>
            string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        return $"fleet {status.Name} in {status.Folder}\n\n{string.Join('\n', lines)}\n";
    }

    private static string[] Row(PartStatus part) =>
    [
        part.Zone, part.Name[(part.Zone.Length + 1)..], Text(part.ProcessId), part.State.ToString().ToLowerInvariant(),
        part.Role ?? "-", Text(part.Position), Text(part.Lag), part.Address, part.Detail,
    ];

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
