using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bourse.Zones.Status;

/// <summary>All parts of a fleet as they were when they were asked.</summary>
public sealed record FleetStatus(string Name, string Folder, IReadOnlyList<PartStatus> Parts)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The database that leads, if it is exactly one.</summary>
    [JsonIgnore]
    public PartStatus? Leader => Only(PartKind.Postgres, Roles.Leader);

    /// <summary>The synchronous standby, if it is exactly one.</summary>
    [JsonIgnore]
    public PartStatus? SyncStandby => Only(PartKind.Postgres, Roles.SyncStandby);

    /// <summary>The cache that takes writes, if it is exactly one.</summary>
    [JsonIgnore]
    public PartStatus? Master => Only(PartKind.Redis, Roles.Master);

    /// <summary>One database leads, one confirms, the others follow; and so do the caches.</summary>
    [JsonIgnore]
    public bool IsReplicated
    {
        get
        {
            int zones = Of(PartKind.Postgres).Count();
            return Leader is not null && (zones == 1 || SyncStandby is not null) && Master is not null
                && Of(PartKind.Postgres).All(part => part.Role is not null)
                && Of(PartKind.Redis).Count(part => part.Role == Roles.Replica) == zones - 1;
        }
    }

    /// <summary>The parts of a kind.</summary>
    public IEnumerable<PartStatus> Of(PartKind kind) => Parts.Where(part => part.Kind == kind);

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>A table for people.</summary>
    public override string ToString() => StatusTable.Format(this);

    private PartStatus? Only(PartKind kind, string role)
    {
        PartStatus[] parts = [.. Of(kind).Where(part => part.Role == role)];
        return parts.Length == 1 ? parts[0] : null;
    }
}
