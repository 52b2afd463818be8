using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Bourse.Bench.Http;

/// <summary>
/// Linux epoll and plain send and recv. A load generator that shares its cores with what it measures must cost little:
/// this is two system calls a request and nothing else, where a stream and a task would cost several times as much.
/// </summary>
internal sealed unsafe partial class Epoll : IDisposable
{
    private const int ControlAdd = 1;
    private const int ControlDelete = 2;
    private const uint Readable = 1;
    private const int ErrorAgain = 11;
    private const int ErrorInterrupted = 4;
    private const int DoNotWait = 0x40;
    private const int NoSignal = 0x4000;
    private const int EventsMax = 256;

    private readonly int _handle;
    private readonly Event[] _events = new Event[EventsMax];

    public Epoll()
    {
        _handle = Create(0);
        if (_handle < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>The tag of an event that <see cref="Wait(TimeSpan)"/> found.</summary>
    public int this[int index] => _events[index].Tag;

    public void Add(int socket, int tag) => Control(ControlAdd, socket, tag, Readable);

    /// <summary>Adds a socket that nobody reads: only its end is an event.</summary>
    public void AddForEnd(int socket, int tag) => Control(ControlAdd, socket, tag, 0);

    public void Remove(int socket) => Control(ControlDelete, socket, 0, 0);

    /// <summary>Waits until a socket has bytes to read; returns how many have.</summary>
    public int Wait(TimeSpan timeout)
    {
        long nanoseconds = Math.Max(0, timeout.Ticks * 100);
        var time = new TimeSpec { Seconds = nanoseconds / 1_000_000_000, Nanoseconds = nanoseconds % 1_000_000_000 };
        fixed (Event* events = _events)
        {
            int count = Wait(_handle, events, EventsMax, &time, null);
            if (count >= 0) return count;
        }
        int error = Marshal.GetLastPInvokeError();
        return error == ErrorInterrupted ? 0 : throw new Win32Exception(error);
    }

    /// <summary>Sends all of the bytes; they fit into the socket's buffer, or the connection is broken.</summary>
    /// <exception cref="IOException">They did not fit, or the connection is closed.</exception>
    public static void SendAll(int socket, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            nint sent = Send(socket, start, (nuint)bytes.Length, DoNotWait | NoSignal);
            if (sent != bytes.Length)
                throw new IOException($"sent {sent} of {bytes.Length} bytes, errno {Marshal.GetLastPInvokeError()}");
        }
    }

    /// <summary>Reads what is there; 0 when nothing is.</summary>
    /// <exception cref="IOException">The other side closed the connection.</exception>
    public static int Receive(int socket, Span<byte> into)
    {
        fixed (byte* start = into)
        {
            nint count = Receive(socket, start, (nuint)into.Length, DoNotWait);
            if (count > 0) return (int)count;
            if (count < 0 && Marshal.GetLastPInvokeError() == ErrorAgain) return 0;
            throw new IOException("the server closed the connection");
        }
    }

    public void Dispose() => Close(_handle);

    private void Control(int operation, int socket, int tag, uint kinds)
    {
        var what = new Event { Kinds = kinds, Tag = tag };
        if (Control(_handle, operation, socket, &what) < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(int epoll, int operation, int socket, Event* what);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    private static partial int Wait(int epoll, Event* events, int max, TimeSpec* timeout, void* signals);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(int socket, byte* bytes, nuint count, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Receive(int socket, byte* bytes, nuint count, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);

    // struct epoll_event is packed on x86-64 only.
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Event
    {
        public uint Kinds;
        public int Tag;
        private readonly int _unused;
    }

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
