using System.Text.Json;

namespace Bourse.Drills.Reports;

/// <summary>What a drill showed.</summary>
public sealed record DrillReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required string Drill { get; init; }

    /// <summary>What was done to the fleet.</summary>
    public required string What { get; init; }

    /// <summary>The figure of the design.</summary>
    public required string Limit { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
    public required double Seconds { get; init; }
    public required double RatePerSecond { get; init; }
    public int Orders { get; init; }
    public int Acked { get; init; }
    public int Requests { get; init; }
    public int FailedRequests { get; init; }

    /// <summary>How they ended, with how often.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];

    /// <summary>The part of the requests that were answered with the order's acceptance, 0 to 1.</summary>
    public double Availability { get; init; }

    /// <summary>From when an order was due until its client knew, before anything was done.</summary>
    public double P50BeforeMs { get; init; }

    public double P99BeforeMs { get; init; }

    /// <summary>The same from the fault to the end.</summary>
    public double P99Ms { get; init; }

    public double LongestGapMs { get; init; }
    public int Lost { get; init; }
    public int Duplicates { get; init; }

    /// <summary>Of all replicas at one entry of the log.</summary>
    public string StateHash { get; init; } = "";

    public IReadOnlyList<GapRow> Gaps { get; init; } = [];
    public required IReadOnlyList<Check> Checks { get; init; }

    /// <summary>What happened when, in words.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public bool Passed => Checks.Count > 0 && Checks.All(check => check.Passed);

    /// <summary>Whether everything is right, however long it took.</summary>
    public bool IsCorrect => Checks.Count > 0 && Checks.All(check => check.Passed || check.IsTiming);

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
