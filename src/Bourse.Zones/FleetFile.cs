using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bourse.Zones;

/// <summary>fleet.json, by which any process finds a fleet's parts again.</summary>
internal static class FleetFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string PathIn(string folder) => Path.Combine(folder, "fleet.json");

    /// <summary>Reads the fleet of a folder.</summary>
    /// <exception cref="FleetException">There is none, or it cannot be read.</exception>
    public static FleetDefinition Read(string folder)
    {
        string path = PathIn(folder);
        if (!File.Exists(path))
            throw new FleetException($"There is no fleet in {folder}: start one with bourse zones up.");
        try
        {
            return JsonSerializer.Deserialize<FleetDefinition>(File.ReadAllText(path), Json)!;
        }
        catch (Exception e) when (e is JsonException or UnauthorizedAccessException)
        {
            throw new FleetException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes it as a whole: a reader never sees a half.</summary>
    public static void Write(FleetDefinition fleet)
    {
        string path = PathIn(fleet.Folder);
        string next = path + ".next";
        File.Delete(next);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var stream = new FileStream(next, options)) JsonSerializer.Serialize(stream, fleet, Json);
        File.Move(next, path, overwrite: true);
    }
}
