using Bourse.History.Storage;

namespace Bourse.History.Tests.Support;

/// <summary>Where one test's history is kept: it is opened again and again, as by a node that restarts, and gone with the test.</summary>
public abstract class HistoryHome : IDisposable
{
    public abstract IHistoryStore Open();

    /// <summary>Changes what is kept behind the store's back.</summary>
    public abstract void Tamper(string sql);

    /// <summary>Loses all of it.</summary>
    public abstract void Lose();

    public abstract void Dispose();
}
