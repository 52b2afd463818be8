namespace Bourse.Zones.Processes;

/// <summary>What /proc says of one process.</summary>
internal readonly record struct ProcessRow(int Id, int ParentId, char State, long StartTicks)
{
    private const int StateField = 0;
    private const int ParentField = 1;
    private const int StartField = 19;

    /// <summary>It has ended, and only waits for its parent to notice.</summary>
    public bool IsZombie => State is 'Z' or 'X';

    public bool IsPaused => State is 'T' or 't';

    public ProcessIdentity Identity => new(Id, StartTicks);

    /// <summary>Reads /proc/ID/stat; false when there is no such process.</summary>
    public static bool TryRead(int id, out ProcessRow row)
    {
        row = default;
        string text;
        try
        {
            text = File.ReadAllText($"/proc/{id}/stat");
        }
        catch (IOException)
        {
            return false;
        }
        // The name stands in parentheses and may hold anything, parentheses too.
        string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        row = new ProcessRow(
            id, int.Parse(fields[ParentField], null), fields[StateField][0], long.Parse(fields[StartField], null));
        return true;
    }
}
