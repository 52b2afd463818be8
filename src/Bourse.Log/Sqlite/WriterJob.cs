namespace Bourse.Log.Sqlite;

/// <summary>Something to do on the writer thread.</summary>
internal abstract class WriterJob
{
    /// <summary>Does it, without telling anybody yet.</summary>
    public abstract void Run(SqliteWriter writer);

    /// <summary>Tells who waits that it is done.</summary>
    public abstract void Complete();

    /// <summary>Tells who waits that it failed.</summary>
    public abstract void Fail(Exception fault);
}
