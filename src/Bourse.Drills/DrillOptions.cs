namespace Bourse.Drills;

/// <summary>Which drills are run, where, and how often.</summary>
public sealed record DrillOptions
{
    /// <summary>In the order in which they are run.</summary>
    public required IReadOnlyList<Drill> Drills { get; init; }

    /// <summary>Folder of the fleet that runs; null to start one for the drills and take it down afterwards.</summary>
    public string? FleetFolder { get; init; }

    /// <summary>Zones of a fleet that is started.</summary>
    public int Zones { get; init; } = 3;

    /// <summary>How nodes of a fleet that is started are run: program and leading arguments.</summary>
    public IReadOnlyList<string> Venue { get; init; } = [];

    /// <summary>How often the drills are run, all of them each time.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Where reports are written.</summary>
    public string ReportFolder { get; init; } = "drill-reports";

    /// <summary>Orders a second, instead of each drill's own.</summary>
    public double? RatePerSecond { get; init; }
}
